"""From a name to an IRI: spelling variants and the entities that no file knows."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from graph.gazetteer.spelling import ASCII, fold, variant_key
from graph.model import Entity, Kind


@lru_cache(maxsize=20_000)
def slug(label: str) -> str:
    """Give the last part of an IRI: lower-case ASCII words joined by hyphens.

    >>> slug("Nationalistische Kreise"), slug("Müller & Söhne")
    ('nationalistische-kreise', 'mueller-soehne')
    """
    text = unicodedata.normalize("NFD", fold(label).casefold().translate(ASCII))
    return "-".join(re.findall(r"\w+", "".join(c for c in text if not unicodedata.combining(c)))) or "x"


def mint_actor(
    label: str,
    kind: Kind,
    classes: Sequence[str],
    *,
    base: str,
    gender: str | None = None,
    number: str = "Sing",
    named: bool = True,
) -> Entity:
    """Make the entity of a name that no file knows; the same name gives the same IRI everywhere.

    Persons are told apart by `variant_key`, so that "Juri Uschakow" and "Yuri Ushakov" are one.

    Args:
        label: name or phrase in its base form.
        kind: actor, place, …
        classes: local names of ontology classes.
        base: IRI that minted resources stand below, with its last slash.
        named: the label is a name, and not a phrase such as "ein Sprecher".
    """
    name = variant_key(label).replace(" ", "-") if named and tuple(classes) == ("Person",) else slug(label)
    return Entity(
        iri=f"{base}{kind}/{name or slug(label)}",
        label=label,
        kind=kind,
        classes=tuple(classes),
        gender=gender,
        number=number,
    )


def within(entity: Entity, document: str) -> Entity:
    """Give what is known by a common noun alone ("Menschen", "die Armee") an IRI that holds in its article only.

    Args:
        entity: made by `mint_actor`.
        document: id of the article.
    """
    mark = hashlib.sha256(document.encode("utf-8", "replace")).hexdigest()[:8]
    return replace(entity, iri=f"{entity.iri}-{mark}")
