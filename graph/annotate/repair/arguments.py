"""Repairs of subjects and objects, by case and agreement."""

from __future__ import annotations

from graph.annotate.forms import is_lemma
from graph.annotate.repair.cases import number, possible_cases
from graph.annotate.scheme import has_feature, is_finite, is_name, is_nominal, is_reflexive
from graph.annotate.tree import Tree

_SUBJECTS = ("nsubj", "nsubj:pass")
# Prepositions that may only count ("über 70 Tote kamen an").
_QUANTIFIERS = ("als", "wie", "bis", "über", "rund", "um", "unter", "an", "gegen")


def _arguments(tree: Tree, head: int, labels: tuple[str, ...]) -> list[int]:
    return [child for child in tree.children(head) if tree.labels[child] in labels]


def _bare(tree: Tree, at: int) -> bool:
    return not any(tree.labels[child] == "case" for child in tree.children(at))


def _finite(tree: Tree, head: int) -> int | None:
    for at in (head, *_arguments(tree, head, ("aux", "aux:pass", "cop"))):
        if is_finite(tree.doc[at]):
            return at
    return None


def dative_is_no_subject(tree: Tree) -> None:
    """Make an indirect object of a subject or object whose form is a dative.

    Sentence: "Deutschland liefert der Ukraine Panzer." (Ukraine: nsubj -> obl:arg; Panzer: flat -> obj)
    """
    for at in tree.labelled(*_SUBJECTS, "obj", "obl:arg"):
        token, head = tree.doc[at], tree.heads[at]
        if not _bare(tree, at):
            continue
        if tree.labels[at] == "obl:arg":
            _free_object(tree, at)
            continue
        cases = possible_cases(tree, at)
        other = [child for child in tree.children(head) if child != at and tree.labels[child] in _SUBJECTS]
        if "Dat" not in cases or cases & {"Nom", "Acc"} - ({"Nom"} if is_name(token) and other else set()):
            continue
        tree.relabel(at, "obl:arg")
        _free_object(tree, at)


def _free_object(tree: Tree, dative: int) -> None:
    """Give the verb the common noun that passes for a part of the dative's name."""
    head = tree.heads[dative]
    for child in tree.children(dative):
        noun = tree.doc[child]
        common = noun.tag_ == "NN" or is_lemma(noun.text)
        part = tree.labels[child] in ("flat", "appos") and child == dative + 1
        if part and common and not _arguments(tree, head, ("obj",)):
            tree.attach(child, head, "obj")


def oblique_is_no_subject(tree: Tree) -> None:
    """Make an object of a subject whose form is no nominative, and a subject of the object that can be one.

    Sentence: "Den Plan lehnt Kiew ab." (Plan: obj); "Ihnen blieb Zeit." (Zeit: nsubj)
    """
    for at in tree.labelled("nsubj"):
        head = tree.heads[at]
        if "Nom" in (cases := possible_cases(tree, at)) or not cases & {"Acc", "Dat"} or not _bare(tree, at):
            continue
        objects = [
            other
            for other in _arguments(tree, head, ("obj",))
            if "Nom" in possible_cases(tree, other) and not is_reflexive(tree.doc[other])
        ]
        if objects and len(_arguments(tree, head, _SUBJECTS)) == 1:
            tree.relabel(objects[0], "nsubj")
        tree.relabel(at, "obl:arg" if "Dat" in cases and (objects or "Acc" not in cases) else "obj")


def agreement(tree: Tree) -> None:
    """Exchange subject and object where only the object agrees with the verb.

    Sentence: "Die Sanktionen verhängte die EU." (EU: subject)
    Sentence: "Sanktionen, die die EU verhängt hat" (EU: subject, the pronoun: object)
    """
    for verb in tree.heads_of("nsubj"):
        subjects, objects = _arguments(tree, verb, ("nsubj",)), _arguments(tree, verb, ("obj",))
        if len(subjects) != 1 or len(objects) != 1:
            continue
        subject, other = subjects[0], objects[0]
        # Only this way round: a singular subject of a plural verb is mostly one of several whose coordination was missed.
        if (
            _verb_number(tree, _finite(tree, verb)) != "Sing"
            or _number(tree, subject) != "Plur"
            or number(tree, other) != "Sing"
        ):
            continue
        if any(tree.labels[child] == "conj" for child in tree.children(subject)) or is_reflexive(tree.doc[other]):
            continue
        if "Acc" in possible_cases(tree, subject) and "Nom" in possible_cases(tree, other):
            tree.relabel(subject, "obj")
            tree.relabel(other, "nsubj")


def _number(tree: Tree, at: int) -> str:
    verb = tree.heads[at]
    if tree.doc[at].tag_ == "PRELS" and tree.labels[verb] == "acl:relcl" and tree.doc[at].lower_ in ("die", "welche"):
        return number(tree, tree.heads[verb])
    return number(tree, at)


def second_subject(tree: Tree) -> None:
    """Make an object of the one of two subjects that does not agree with the verb or comes later.

    Sentence: "Die Regierung lehnt Verhandlungen ab." (Verhandlungen: nsubj -> obj)
    """
    for verb in tree.heads_of("nsubj"):
        subjects = _arguments(tree, verb, ("nsubj",))
        if len(subjects) != 2 or tree.doc[verb].lemma_ == "sein" or _arguments(tree, verb, ("obj", "cop", "ccomp")):
            continue
        if any(word.text == ":" for word in tree.doc[subjects[0] : subjects[1]]):
            # "Klimaschutz: Kiew zögert.": what stands before the colon is a heading.
            tree.relabel(subjects[0], "dep")
            continue
        wanted = _verb_number(tree, _finite(tree, verb))
        wrong = [at for at in subjects if wanted and number(tree, at) not in ("", wanted)]
        # "er" and "man" are subjects wherever they stand.
        sure = [at for at in subjects if possible_cases(tree, at) == {"Nom"}]
        wrong = [at for at in subjects if sure and at not in sure] or wrong or subjects[1:]
        if "Acc" in possible_cases(tree, wrong[0]):
            tree.relabel(wrong[0], "obj")


def _verb_number(tree: Tree, finite: int | None) -> str:
    if finite is None:
        return ""
    return next((value for value in ("Sing", "Plur") if has_feature(tree.doc[finite], "Number", value)), "")


def missing_subject(tree: Tree) -> None:
    """Make the subject of an object that agrees with a finite verb which has no subject.

    A verb that opens its sentence may do without one ("Habe gewartet.", "Stoppt den Krieg!").

    Sentence: "Dass Kiew zustimmt, bezweifelt Moskau." (Moskau: obj -> nsubj)
    """
    for verb in tree.heads_of("obj"):
        finite = _finite(tree, verb)
        objects = _arguments(tree, verb, ("obj",))
        if finite is None or tree.doc[finite].is_sent_start or len(objects) != 1 or tree.labels[verb] == "conj":
            continue
        if _arguments(tree, verb, (*_SUBJECTS, "csubj", "expl", "aux:pass")) or has_feature(
            tree.doc[finite], "Person", "1"
        ):
            continue
        agrees = number(tree, objects[0]) == _verb_number(tree, finite)
        if agrees and tree.tags[objects[0]] in ("NN", "NE") and "Nom" in possible_cases(tree, objects[0]):
            tree.relabel(objects[0], "nsubj")


def referring_es(tree: Tree) -> None:
    """Make a subject of an "es" that does something to an object, other than "es gibt".

    Sentence: "Russland erklärte, es werde die Angriffe einstellen." (es: expl -> nsubj)
    """
    for at in tree.labelled("expl"):
        verb = tree.heads[at]
        if tree.doc[at].lower_ != "es" or tree.doc[verb].lemma_ == "geben":
            continue
        labels = {tree.labels[child] for child in tree.children(verb) if child != at}
        acts = any(not is_reflexive(tree.doc[child]) for child in _arguments(tree, verb, ("obj",)))
        if acts and not labels & {*_SUBJECTS, "csubj", "ccomp", "xcomp", "expl", "aux:pass"}:
            tree.relabel(at, "nsubj")


def predicative_object(tree: Tree) -> None:
    """Give the verb the object that hangs on what it is called. Sentence: "Er bezeichnete die Taten als grausam." """
    for at in tree.labelled("xcomp"):
        cases = [tree.doc[child].lower_ for child in tree.children(at) if tree.labels[child] == "case"]
        if tree.tags[at] not in ("ADJD", "ADJA", "NN") or cases not in (["als"], ["für"]):
            continue
        for child in _arguments(tree, at, ("obj",)):
            if child < at:
                tree.attach(child, tree.heads[at], "obj")


def nominal_with_preposition(tree: Tree) -> None:
    """Make an oblique of a subject or object that has a preposition. Sentence: "In Genf wird verhandelt." """
    for at in tree.labelled(*_SUBJECTS, "obj", "obl:arg"):
        if not _bare(tree, at) and is_nominal(tree.doc[at]):
            words = [tree.doc[child] for child in tree.children(at) if tree.labels[child] == "case"]
            if all(word.tag_ in ("APPR", "APPRART") and word.lower_ not in _QUANTIFIERS for word in words):
                tree.relabel(at, "obl")


def passive_subject(tree: Tree) -> None:
    """Name the subject after the voice of its verb. Sentence: "Der Plan wurde abgelehnt." (nsubj:pass)"""
    for at in tree.labelled(*_SUBJECTS):
        label = "nsubj:pass" if _arguments(tree, tree.heads[at], ("aux:pass",)) else "nsubj"
        if tree.labels[at] != label:
            tree.relabel(at, label)


def agent(tree: Tree) -> None:
    """Give a passive verb the agent that hangs on the noun before it.

    Sentence: "Das Abkommen wurde von beiden Seiten verletzt." (Seiten: nmod of Abkommen -> obl:agent of verletzt)
    """
    for verb in tree.heads_of("aux:pass"):
        auxiliaries = _arguments(tree, verb, ("aux:pass",))
        if tree.tags[verb] != "VVPP":
            continue
        prepositions = {}
        for noun in (
            *_arguments(tree, verb, ("obl", "obl:agent")),
            *(m for s in _arguments(tree, verb, _SUBJECTS) for m in _arguments(tree, s, ("nmod",))),
        ):
            words = [tree.doc[child].lower_ for child in tree.children(noun) if tree.labels[child] == "case"]
            dated = any(tree.doc[child].text[0].isdigit() for child in tree.children(noun))
            if words in (["von"], ["vom"]) and noun < verb and not dated:
                prepositions[noun] = tree.labels[noun]
        if "obl:agent" in prepositions.values():
            continue
        for noun, label in prepositions.items():
            if label == "obl" or (noun > min(auxiliaries) or tree.heads[noun] < min(auxiliaries) < noun):
                tree.attach(noun, verb, "obl:agent")
                break
