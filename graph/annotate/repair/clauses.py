"""Repairs of verbs and clauses: separated prefixes, complement and relative clauses."""

from __future__ import annotations

from graph.annotate.scheme import SEPARABLE_PREFIXES, has_feature, is_finite, subjunctive
from graph.annotate.tree import Tree

# Adverbs of direction are no prefixes to the treebank.
_PREFIXES = frozenset(SEPARABLE_PREFIXES) - {"weiter", "wieder", "hin", "durch"}

_CONDITIONAL = ("wenn", "falls", "sofern", "bis")
_ANTECEDENTS = ("NN", "NE", "PIS", "PDS", "PPER")


def white_space(tree: Tree) -> None:
    """Free a parse from white space as its head: line breaks and double spaces are tokens of spaCy, but no words.

    Sentence: "Kiew  lehnt ab." (the second space depends on Kiew, and nothing on it)
    """
    for at, token in enumerate(tree.doc):
        if not token.is_space:
            continue
        children = tree.children(at)
        if children and tree.heads[at] == at:
            verbs = [child for child in children if tree.tags[child].startswith("V")]
            first = (verbs or [child for child in children if not tree.tags[child].startswith("$")] or children)[0]
            tree.swap(first, "dep")
        for child in tree.children(at):
            tree.attach(child, tree.heads[at], tree.labels[child])
        tree.relabel(at, "dep" if tree.heads[at] != at else tree.labels[at])


def separated_prefix(tree: Tree) -> None:
    """Give a separated prefix to the nearest finite verb before it that has none; no participle can have one.

    Sentence: "Kiew lehnt den Plan entschieden ab." (ab: compound:prt of lehnt, entschieden: advmod)
    """
    for at, tag in enumerate(tree.tags):
        head = tree.heads[at]
        found = tree.labels[at] == "compound:prt" and tree.tags[head] != "VVPP"
        if tag != "PTKVZ" or found or tree.doc[at].lower_ not in _PREFIXES:
            continue
        verbs = [other.i for other in tree.doc[at].sent if other.i < at and other.tag_ == "VVFIN"]
        if verbs and not any(tree.labels[child] == "compound:prt" for child in tree.children(verbs[-1])):
            if tree.heads[verbs[-1]] == at:
                tree.swap(verbs[-1], "compound:prt")
            else:
                tree.attach(at, verbs[-1], "compound:prt")
            if tree.tags[head] == "VVPP" and tree.heads[head] == verbs[-1] and not tree.children(head):
                tree.relabel(head, "advmod")


def complement_clause(tree: Tree) -> None:
    """Make a complement of a clause with "dass". Sentence: "Dass Kiew ablehnt, meldet die Presse." (ccomp)"""
    for at in tree.labelled("advcl"):
        if any(
            tree.labels[child] == "mark" and tree.doc[child].lower_ in ("dass", "daß") for child in tree.children(at)
        ):
            tree.relabel(at, "ccomp")


def correlated_condition(tree: Tree) -> None:
    """Hang a condition on the clause whose "dann" points at it, and not on the verb of saying above.

    Sentence: "Rom sagt, dass es erst dann verhandle, wenn Kiew nachgebe." (nachgebe: advcl of verhandle)
    """
    for at in tree.labelled("advcl"):
        head = tree.heads[at]
        if not any(tree.labels[c] == "mark" and tree.doc[c].lower_ in _CONDITIONAL for c in tree.children(at)):
            continue
        for content in tree.children(head):
            before = tree.labels[content] == "ccomp" and content < at
            if before and any(tree.doc[child].lower_ == "dann" for child in tree.children(content)):
                tree.attach(at, content, "advcl")


def auxiliary_dependents(tree: Tree) -> None:
    """Hang on the full verb the clauses of its auxiliary. Sentence: "Wie Kiew meldet, hat Minsk abgelehnt." (meldet)"""
    for auxiliary in tree.labelled("aux", "aux:pass"):
        for child in tree.children(auxiliary):
            if tree.labels[child] in ("advcl", "ccomp", "parataxis"):
                tree.attach(child, tree.heads[auxiliary], tree.labels[child])


def reported_subject(tree: Tree) -> None:
    """Give a reported clause the subject that passes for a second speaker.

    Sentence: "Peskow sagte, Kiew lehne ab." and "Es sagte Peskow, Kiew lehne ab." (Kiew: nsubj of lehne)
    """
    for verb in tree.labelled("ccomp"):
        subject = tree.subtree(verb)[0] - 1
        if any(tree.labels[child] in ("nsubj", "mark") for child in tree.children(verb)) or subject < 1:
            continue
        coordinated = tree.labels[subject] == "conj" and tree.doc[subject - 1].text == ","
        if coordinated and tree.tags[subject] in ("NE", "NN") and not tree.children(subject)[1:]:
            tree.attach(subject, verb, "nsubj")


def relative_pronoun(tree: Tree) -> None:
    """Make a relative pronoun of what passes for the article of the name behind it.

    A clause behind a comma with its finite verb last needs something that subordinates it; where nothing else does, the
    article does. Sentence: "Der Plan, den Ankara unterstützt, liegt vor." (den: obj, Ankara: nsubj)
    """
    for verb in tree.labelled("acl:relcl", "advcl", "ccomp", "conj", "parataxis"):
        words = [at for at in tree.subtree(verb) if not tree.tags[at].startswith("$")]
        if not words:
            continue
        preposition = words[0] if tree.tags[words[0]] == "APPR" and len(words) > 1 else None
        first = words[0] if preposition is None else words[1]
        name = tree.heads[first]
        if tree.tags[first] != "ART" or words[0] == 0 or tree.doc[words[0] - 1].text != "," or tree.heads[name] != verb:
            continue
        sure = tree.labels[verb] == "acl:relcl" or tree.doc[first].lower_ in ("den", "dem")
        named = tree.tags[name] == "NE" or tree.doc[name].ent_type_
        if not named or not sure or _is_subordinated(tree, verb) or not is_finite(tree.doc[words[-1]]):
            continue
        if words[-1] != verb and tree.heads[words[-1]] != verb:
            continue
        subject = tree.doc[first].lower_ == "der" or (tree.doc[first].lower_ != "den" and tree.labels[name] == "obj")
        if preposition is not None:
            tree.attach(first, verb, "obl")
            tree.attach(preposition, first, "case")
            tree.relabel(name, "nsubj")
        else:
            tree.attach(first, verb, "nsubj" if subject else "obl:arg" if tree.doc[first].lower_ == "dem" else "obj")
            tree.relabel(name, "obj" if subject else "nsubj")
        tree.doc[first].tag_, tree.doc[first].pos_, tree.tags[first] = "PRELS", "PRON", "PRELS"


def _is_subordinated(tree: Tree, verb: int) -> bool:
    """Tell whether a conjunction, a relative pronoun or a question word opens a clause already."""
    return any(
        tree.labels[at] == "mark"
        or tree.tags[at] in ("PRELS", "PRELAT", "PWS", "PWAV", "PWAT", "KOUS", "KOUI", "PTKZU")
        for at in tree.subtree(verb)
    )


def relative_clause(tree: Tree) -> None:
    """Hang a clause with a relative pronoun on the noun before it. Sentence: "Er klagt über Regeln, die schaden." """
    for at in tree.labelled("advcl", "ccomp", "parataxis", "dep"):
        pronouns = [child for child in tree.children(at) if tree.tags[child] == "PRELS" and child < at]
        if not pronouns or tree.tags[tree.heads[at]] in _ANTECEDENTS:
            continue
        noun = pronouns[0] - 1
        # The end of the verb may stand between: "Rom lehnt den Plan ab, den …".
        while noun >= 0 and (tree.labels[noun] in ("case", "punct", "compound:prt") or tree.tags[noun] == "VVPP"):
            noun -= 1
        if noun >= 0 and tree.tags[noun] in ("NN", "NE"):
            tree.attach(at, noun, "acl:relcl")


def reported_clause(tree: Tree) -> None:
    """Make a complement of a clause in the Konjunktiv I without conjunction. Sentence: "Er kündigt an, er wolle reden." """
    for at in tree.labelled("advcl", "parataxis", "conj"):
        if tree.labels[at] == "conj" and not _reports(tree, at):
            continue
        if not tree.tags[tree.heads[at]].startswith("VV") or any(
            tree.labels[child] == "mark" or tree.tags[child] == "PRELS" for child in tree.children(at)
        ):
            continue
        verbs = (
            tree.doc[word]
            for word in (
                at,
                *(child for child in tree.children(at) if tree.labels[child] in ("aux", "aux:pass", "cop")),
            )
        )
        if any(subjunctive(verb) == "I" for verb in verbs):
            tree.relabel(at, "ccomp")


def _reports(tree: Tree, at: int) -> bool:
    """Tell whether what passes as a second main clause only has a comma and a subject of its own before it."""
    labels = [tree.labels[child] for child in tree.children(at)]
    above = [tree.labels[child] for child in tree.children(tree.heads[at])]
    told = has_feature(tree.doc[tree.heads[at]], "Mood", "Ind") and "obj" not in above and "ccomp" not in above
    return told and "cc" not in labels and "nsubj" in labels
