"""Repairs of verbs and clauses: separated prefixes, complement and relative clauses."""

from __future__ import annotations

from graph.annotate.scheme import SEPARABLE_PREFIXES
from graph.annotate.tree import Tree

# Adverbs of direction are no prefixes to the treebank.
_PREFIXES = frozenset(SEPARABLE_PREFIXES) - {"weiter", "wieder", "hin", "durch"}


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
    """Give a separated prefix to the nearest finite verb before it that has none.

    Sentence: "Kiew lehnt den Plan ab." (ab: compound:prt of lehnt)
    """
    for at, tag in enumerate(tree.tags):
        if tag != "PTKVZ" or tree.labels[at] == "compound:prt" or tree.doc[at].lower_ not in _PREFIXES:
            continue
        verbs = [other.i for other in tree.doc[at].sent if other.i < at and other.tag_ == "VVFIN"]
        if verbs and not any(tree.labels[child] == "compound:prt" for child in tree.children(verbs[-1])):
            if tree.heads[verbs[-1]] == at:
                tree.swap(verbs[-1], "compound:prt")
            else:
                tree.attach(at, verbs[-1], "compound:prt")


def complement_clause(tree: Tree) -> None:
    """Make a complement of a clause with "dass". Sentence: "Dass Kiew ablehnt, meldet die Presse." (ccomp)"""
    for at in tree.labelled("advcl"):
        if any(tree.labels[child] == "mark" and tree.doc[child].lower_ in ("dass", "daß") for child in tree.children(at)):
            tree.relabel(at, "ccomp")
