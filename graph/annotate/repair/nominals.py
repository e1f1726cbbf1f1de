"""Repairs within noun phrases: titles with names, appositions."""

from __future__ import annotations

from graph.annotate.scheme import has_feature
from graph.annotate.tree import Tree


def title_and_name(tree: Tree) -> None:
    """Join a title and the name behind it where both hang on the same verb.

    As in GSD, a title with an article heads the name, a bare one depends on it.

    Sentence: "Außenminister Wadephul lehnt ab." (Außenminister: nsubj -> compound of Wadephul)
    """
    doc = tree.doc
    for name in doc.ents:
        title, first = name.start - 1, name.start
        if name.label_ != "PER" or title < 0 or doc[title].tag_ != "NN" or not _side_by_side(tree, title, first):
            continue
        if any(
            tree.labels[child].startswith(("det", "amod", "nmod")) and child < title for child in tree.children(title)
        ):
            tree.attach(first, title, "appos")
            continue
        tree.relabel(first, tree.labels[title])
        for child in tree.children(title):
            tree.attach(child, first, tree.labels[child])
        tree.attach(title, first, "compound")


def _side_by_side(tree: Tree, title: int, name: int) -> bool:
    """Tell whether both are given the same place in the clause, and are no roots."""
    if tree.heads[title] != tree.heads[name] or tree.heads[title] in (title, name):
        return False
    # "Bundeskanzler Merz und Präsident Macron": the second name taken for a part of the first.
    if tree.labels[title] == "conj":
        return bool(tree.labels[name] == "flat")
    return bool(tree.labels[title] in ("nsubj", tree.labels[name]) and tree.labels[title] != "dep")


def genitive_name(tree: Tree) -> None:
    """Make an attribute of a bare name in the genitive right behind its noun. Sentence: "ein Vertrauter Putins" """
    for at in tree.labelled("appos", "dep"):
        token, head = tree.doc[at], tree.heads[at]
        behind = at == head + 1 and tree.doc[head].tag_ == "NN" and not tree.children(at)
        if behind and token.tag_ == "NE" and token.text.endswith("s") and has_feature(token, "Case", "Gen"):
            tree.relabel(at, "nmod")


def enclosed_apposition(tree: Tree) -> None:
    """Make an apposition of a noun between commas that is joined to a name without a conjunction.

    Sentence: "Fidan, seit 2023 Außenminister der Türkei, schweigt." (Außenminister: conj -> appos)
    """
    doc = tree.doc
    for at in tree.labelled("conj"):
        head = tree.heads[at]
        if (
            tree.tags[at] != "NN"
            or tree.tags[head] != "NE"
            or any(tree.labels[child] == "cc" for child in tree.children(at))
        ):
            continue
        siblings = [child for child in tree.children(head) if tree.labels[child] == "conj"]
        words = [word for word in tree.subtree(at) if tree.tags[word] != "$,"]
        enclosed = (
            words[0] > 0
            and doc[words[0] - 1].text == ","
            and words[-1] + 1 < len(doc)
            and doc[words[-1] + 1].text == ","
        )
        if len(siblings) == 1 and enclosed:
            tree.relabel(at, "appos")
