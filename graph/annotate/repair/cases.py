"""Which cases a German phrase can be in, told by its article, adjective ending or pronoun, not by the tagger's guess."""

from __future__ import annotations

from graph.annotate.parse import Token
from graph.annotate.scheme import has_feature, is_name
from graph.annotate.tree import Tree

ANY = frozenset(("Nom", "Acc", "Dat", "Gen"))
_DIRECT = frozenset(("Nom", "Acc"))
_PRONOUNS = {
    **dict.fromkeys(("ich", "du", "er", "wir", "man", "wer"), frozenset(("Nom",))),
    **dict.fromkeys(("mich", "dich", "ihn", "wen"), frozenset(("Acc",))),
    **dict.fromkeys(("mir", "dir", "ihm", "ihnen", "wem", "denen"), frozenset(("Dat",))),
    **dict.fromkeys(("uns", "euch"), frozenset(("Acc", "Dat"))),
    **dict.fromkeys(("ihr",), frozenset(("Nom", "Dat"))),
    **dict.fromkeys(("deren", "dessen"), frozenset(("Gen",))),
    **dict.fromkeys(("es", "sie", "was", "das"), _DIRECT),
}  # fmt: skip
_ENDINGS = (
    ("em", frozenset(("Dat",))),
    ("en", frozenset(("Acc", "Dat"))),
    ("es", frozenset(("Nom", "Acc", "Gen"))),
    ("e", _DIRECT),
)


def possible_cases(tree: Tree, at: int) -> frozenset[str]:
    """Give the cases that a phrase's form allows. Sentence: "dem Plan" -> Dat; "die Pläne" -> Nom, Acc"""
    token = tree.doc[at]
    if token.lower_ in _PRONOUNS:
        return _PRONOUNS[token.lower_]
    if token.tag_ in ("PRELS", "PDS"):
        return _by_form(token.lower_, token)
    for child in tree.children(at):
        if tree.labels[child].partition(":")[0] == "det" and child < at:
            return _by_form(tree.doc[child].lower_, token)
    return ANY


def _by_form(form: str, noun: Token) -> frozenset[str]:
    plural = has_feature(noun, "Number", "Plur")
    if form.endswith("er"):
        # "der": nominative of masculines, dative or genitive of feminines, genitive of plurals.
        if has_feature(noun, "Gender", "Fem") and not plural:
            return frozenset(("Dat", "Gen"))
        if plural:
            return frozenset(("Gen",))
        return frozenset(("Nom",)) if has_feature(noun, "Gender", "Masc") and not is_name(noun) else ANY - {"Acc"}
    if form == "des":
        return frozenset(("Gen",))
    if form.endswith("einen"):
        return frozenset(("Acc",)) if not plural else frozenset(("Acc", "Dat"))
    return next(
        (cases for ending, cases in _ENDINGS if form.endswith(ending)),
        _DIRECT if form.endswith(("ein", "das", "sein", "ihr")) else ANY,
    )


def number(tree: Tree, at: int) -> str:
    """Give "Sing", "Plur" or "" for a nominal; coordinated ones are plural, names with "die" in front may be."""
    if any(tree.labels[child] == "conj" for child in tree.children(at)):
        return "Plur"
    token = tree.doc[at]
    for value in ("Sing", "Plur"):
        if has_feature(token, "Number", value):
            return value
    return ""
