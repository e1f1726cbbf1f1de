"""Turns dependency parses with TIGER labels, as official German models give them, into those of UD German-GSD.

TIGER lets the finite auxiliary head its clause, the preposition its noun, and the conjunction what follows it; UD turns
all three round. The steps below do that one after another, then name what is left. Tags are STTS in both.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.annotate.tree import ROOT, Tree

_ADPOSITIONS = frozenset(("APPR", "APPRART", "APPO"))
_AUXILIARIES = ("VA", "VM")
_NOMINAL = ("NN", "NE", "PPER", "PDS", "PIS", "PRELS", "PRF", "PWS", "PPOSS", "CARD", "FM", "XY", "TRUNC")
_PLAIN = {
    "ac": "case", "adc": "flat", "app": "appos", "avc": "advmod", "cm": "case", "cp": "mark", "cvc": "obl", "dm": "discourse",
    "ep": "expl", "ju": "cc", "ng": "advmod", "oa": "obj", "oa2": "obj", "og": "obl:arg", "da": "obl:arg", "ph": "expl", "pm": "mark",
    "pnc": "flat", "punct": "punct", "rc": "acl:relcl", "rs": "ccomp", "sbp": "obl:agent", "svp": "compound:prt", "uc": "flat", "vo": "vocative",
    "ROOT": ROOT, "cj": "conj", "nmc": "nummod",
}  # fmt: skip
_NOUN_KERNEL = {"ADJA": "amod", "ART": "det", "CARD": "nummod", "PPOSAT": "det:poss", "VVPP": "amod"}


def convert_tiger(doc: Doc) -> Doc:
    """Convert heads, labels and parts of speech in place.

    Sentence: "Der Plan wurde von Kiew abgelehnt." (wurde: from root to aux:pass; von: from sbp to case)
    """
    tree = Tree(doc)
    for token in doc:
        _coordination(tree, token)
    for token in doc:
        if token.tag_ in _ADPOSITIONS:
            _preposition(tree, token)
    for token in doc:
        _verb_chain(tree, token)
    for token in doc:
        _copula(tree, token)
    _names(tree)
    # A head's new label decides those of its dependents, so what an auxiliary made passive is asked of the finished tree.
    labels = [_label(tree, token) for token in doc]
    for at, label in enumerate(labels):
        tree.relabel(at, label)
    tree.write()
    for token in doc:
        if token.tag_.startswith(_AUXILIARIES):
            token.pos_ = "AUX" if token.dep_ in ("aux", "aux:pass", "cop") else "VERB"
    return doc


def _coordination(tree: Tree, token: Token) -> None:
    """Hang conjuncts on the first one and the conjunction on what it brings.

    Sentence: "Paris, Rom und Bern" (Rom and Bern: conj of Paris; und: cc of Bern)
    """
    at = token.i
    if tree.labels[at] == "cd":
        conjuncts = [child for child in tree.children(at) if tree.labels[child] == "cj"]
        first = tree.heads[at]
        while tree.labels[first] in ("cj", "conj") and tree.heads[first] != first:
            first = tree.heads[first]
        for conjunct in conjuncts:
            tree.attach(conjunct, first, "cj")
        if conjuncts:
            tree.attach(at, conjuncts[0], "ju")
        return
    head = tree.heads[at]
    if tree.labels[at] == "cj" and tree.labels[head] == "cj" and head != at:
        tree.attach(at, tree.heads[head], "cj")


def _preposition(tree: Tree, token: Token) -> None:
    """Put the noun in the place of its preposition. Sentence: "Er warnt vor Krieg." (Krieg: obl of warnt)"""
    at = token.i
    nouns = [
        child
        for child in tree.children(at)
        if tree.labels[child] in ("nk", "pnc") and tree.doc[child].tag_.startswith(_NOMINAL)
    ]
    nouns = nouns or [child for child in tree.children(at) if tree.labels[child] == "nk"]
    if nouns:
        tree.swap(nouns[0], "ac")


def _verb_chain(tree: Tree, token: Token) -> None:
    """Put the full verb in the place of its auxiliary or modal. Sentence: "Er hat ablehnen wollen." """
    at = token.i
    if not token.tag_.startswith(_AUXILIARIES) or tree.labels[at] in ("aux", "aux:pass"):
        return
    for child in tree.children(at):
        verb = tree.doc[child]
        if tree.labels[child] == "oc" and _is_bare(tree, verb):
            passive = token.lemma_ == "werden" and verb.tag_ == "VVPP"
            tree.swap(child, "aux:pass" if passive else "aux")
            if verb.tag_.startswith(_AUXILIARIES):
                _verb_chain(tree, verb)
            return


def _is_bare(tree: Tree, verb: Token) -> bool:
    """Tell whether a verb form needs its auxiliary: participle or infinitive without "zu"."""
    if not verb.tag_.endswith(("PP", "INF")) or not verb.tag_.startswith("V"):
        return False
    return not any(tree.labels[child] == "pm" for child in tree.children(verb.i))


def _copula(tree: Tree, token: Token) -> None:
    """Put the predicate in the place of "sein". Sentence: "Kiew ist bereit." (bereit: root; ist: cop)"""
    at = token.i
    if token.lemma_ != "sein" or tree.labels[at] == "aux":
        return
    for child in tree.children(at):
        if tree.labels[child] == "pd" and not tree.doc[child].tag_.startswith("VV"):
            tree.swap(child, "cop")
            return


def _names(tree: Tree) -> None:
    """Let the first part of a name head the others. Sentence: "Juri Uschakow" (Uschakow: flat of Juri)"""
    for token in tree.doc:
        parts = [child for child in tree.children(token.i) if tree.labels[child] == "pnc" and child < token.i]
        if parts and token.tag_ == "NE":
            tree.swap(parts[0], "pnc")
            for part in parts[1:]:
                tree.attach(part, parts[0], "pnc")


def _label(tree: Tree, token: Token) -> str:
    label, head = tree.labels[token.i], tree.doc[tree.heads[token.i]]
    if label in _PLAIN:
        return _PLAIN[label]
    if label == "sb":
        if _is_clause(tree, token):
            return "csubj"
        return "nsubj:pass" if any(tree.labels[child] == "aux:pass" for child in tree.children(head.i)) else "nsubj"
    if label == "nk":
        return _kernel(token, head)
    if label in ("ag", "pg", "ams"):
        return "nmod"
    if label in ("oc", "re"):
        return _clause(tree, token, head)
    if label in ("mo", "mnr", "op", "cc", "pd", "par"):
        return _modifier(tree, token, head, label)
    return label if label in ("aux", "aux:pass", "cop") else "dep"


def _kernel(token: Token, head: Token) -> str:
    """Name what stands with a noun under one roof: article, adjective, number, or the name behind a title."""
    if token.tag_ in _NOUN_KERNEL:
        return _NOUN_KERNEL[token.tag_]
    if token.tag_.endswith("AT"):
        return "det"
    if token.tag_.startswith(_NOMINAL):
        if token.tag_ == "NE":
            return "flat" if head.tag_ == "NE" else "appos"
        return "appos" if head.tag_ in ("NN", "NE") and token.i > head.i else "nmod"
    return "advmod"


def _is_clause(tree: Tree, token: Token) -> bool:
    return token.tag_.startswith("V") or any(tree.labels[child] == "cop" for child in tree.children(token.i))


def _clause(tree: Tree, token: Token, head: Token) -> str:
    """Name a clause by what it hangs on and by whether it is finite. Sentence: "Er droht anzugreifen." (xcomp)"""
    verbs = [
        token,
        *(tree.doc[child] for child in tree.children(token.i) if tree.labels[child] in ("aux", "aux:pass", "cop")),
    ]
    if head.tag_.startswith(_NOMINAL) and not any(tree.labels[child] == "cop" for child in tree.children(head.i)):
        return "acl"
    return "ccomp" if any(verb.tag_.endswith("FIN") for verb in verbs) else "xcomp"


def _modifier(tree: Tree, token: Token, head: Token, label: str) -> str:
    """Name a modifier by its own kind and its head's. Sentence: "die Angriffe auf Kiew" (Kiew: nmod)"""
    nominal_head = head.tag_.startswith(_NOMINAL) and not any(
        tree.labels[child] == "cop" for child in tree.children(head.i)
    )
    if label == "pd":
        return "xcomp"
    if label == "par":
        return "parataxis" if _is_clause(tree, token) else "appos"
    if _is_clause(tree, token):
        return "acl" if nominal_head else "advcl"
    if token.tag_.startswith(_NOMINAL):
        return "nmod" if nominal_head else "obl"
    return "amod" if token.tag_ == "ADJA" else "advmod"
