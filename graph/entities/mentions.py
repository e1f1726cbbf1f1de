"""Finds everything in an article that names an actor or a place, and says which entity it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.annotate import scheme
from graph.entities.actors import Roles
from graph.entities.compounds import adjectives_in, names_in
from graph.entities.conflict import conflict_of
from graph.entities.coreference import resolve_pronouns
from graph.entities.decide import decide
from graph.entities.link import mint_actor
from graph.entities.metonymy import is_place_reading
from graph.entities.names import Spot, head_of, mention_of, one_word, spot_names
from graph.entities.people import Cast
from graph.gazetteer import Gazetteer, Name
from graph.model import Document, Entity, Kind, Mention

_NOUN_TAGS = frozenset(("NN", "NE"))
_ADJECTIVE_TAGS = frozenset(("ADJA", "ADJD", "TRUNC"))


class Mentions(Sequence[Mention]):
    """The mentions of one article in the order of the text.

    Args:
        mentions: in any order.
        conflict: IRI of the place whose conflict the article tells of, "" where it tells of none.
    """

    def __init__(self, mentions: Sequence[Mention], conflict: str = "") -> None:
        self.conflict = conflict
        self._all = tuple(sorted(mentions, key=lambda m: (m.start_char, -m.end_char, m.form)))
        self._heads: dict[int, Mention] = {}
        self._covering: dict[int, Mention] = {}
        self._parts: dict[int, list[Mention]] = {}
        for mention in self._all:
            if mention.form == "compound":
                self._parts.setdefault(mention.head, []).append(mention)
                continue
            self._keep_longer(self._heads, mention.head, mention)
            for i in range(mention.start, mention.end):
                self._keep_longer(self._covering, i, mention)

    @staticmethod
    def _keep_longer(table: dict[int, Mention], i: int, mention: Mention) -> None:
        known = table.get(i)
        if known is None or known.end - known.start < mention.end - mention.start:
            table[i] = mention

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self._all[index]

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._all)

    def at(self, i: int) -> Mention | None:
        """Give the mention that a token heads, else the longest one that covers it; names in compounds apart."""
        return self._heads.get(i) or self._covering.get(i)

    def members(self, i: int) -> tuple[Mention, ...]:
        """Give all mentions of the words that a token heads: several for a pronoun that takes up "Merz und Macron"."""
        found = self.at(i)
        return tuple(
            m
            for m in self._all
            if found is not None
            and (m.head, m.start, m.end, m.form) == (found.head, found.start, found.end, found.form)
        )

    def parts(self, i: int) -> tuple[Mention, ...]:
        """Give the mentions inside a compound, in order ("US-Vorschlag": USA)."""
        return tuple(self._parts.get(i, ()))


def find_mentions(doc: Doc, document: Document, gazetteer: Gazetteer, *, base: str) -> Mentions:
    """Find and resolve all mentions of actors and places.

    Args:
        doc: the parse; its offsets are those of `document.text`.
        document: gives the day that offices are looked up for.
        base: IRI that entities unknown to the gazetteer stand below.
    """
    tokens = list(doc)
    spots = spot_names(doc, tokens, gazetteer)
    people = Cast(tokens, gazetteer, document.date, base).read(spots)
    named: list[Mention] = []
    for spot in spots:
        mention = _named(tokens, spot, people, gazetteer, base)
        if mention is not None:
            named.append(mention)
    for spot, entity in people.values():
        named.append(mention_of(tokens, spot.start, spot.end, entity, "name", "person_name"))
    named.sort(key=lambda m: m.start)
    tags = [token.tag_ for token in tokens]
    nouns = [token for token, tag in zip(tokens, tags, strict=True) if tag in _NOUN_TAGS or scheme.is_noun(token)]
    marked = [token for token, tag in zip(tokens, tags, strict=True) if tag in _ADJECTIVE_TAGS]
    adjectives = [m for token in marked for m in _adjectives(token, gazetteer)]
    compounds = list(_compounds(nouns, named, gazetteer))
    roles = Roles(tokens, nouns, gazetteer, document, base).find(named, adjectives, compounds)
    mentions = [*named, *adjectives, *compounds, *roles]
    if gazetteer.decisions:
        mentions = decide(mentions, doc.text, gazetteer, base)
    pronouns = resolve_pronouns(tokens, Mentions(mentions), gazetteer.words["impersonal-verb"])
    return Mentions([*mentions, *pronouns], conflict_of(tokens, mentions, gazetteer))


def _named(
    tokens: Sequence[Token], spot: Spot, people: dict[int, tuple[Spot, Entity]], gazetteer: Gazetteer, base: str
) -> Mention | None:
    """Give the mention of a name that is no person's."""
    if any(start in people for start in range(spot.start, spot.end)):
        return None
    names = [n for n in spot.names if n.form != "family" and gazetteer.entities[n.entity].classes[0] != "Person"]
    if names:
        entity, form, rule = read_name(tokens, spot.start, spot.end, names, gazetteer, base)
        return mention_of(tokens, spot.start, spot.end, entity, form, rule)
    if spot.label == "LOC" and not spot.names:
        return mention_of(
            tokens,
            spot.start,
            spot.end,
            mint_actor(spot.text, Kind.PLACE, ("Place",), base=base),
            "name",
            "recognised_place",
        )
    if spot.label == "ORG" and not spot.names:
        return mention_of(
            tokens,
            spot.start,
            spot.end,
            mint_actor(spot.text, Kind.ACTOR, ("Organization",), base=base),
            "name",
            "recognised_organization",
        )
    return None


def read_name(
    tokens: Sequence[Token], start: int, end: int, names: Sequence[Name], gazetteer: Gazetteer, base: str
) -> tuple[Entity, str, str]:
    """Choose the reading of a gazetteer name: place or government, state or territory, people or country.

    Sentence: "In Moskau erklärte der Kreml, Moskau lehne ab." (place, government, government)
    """
    head = tokens[head_of(tokens, start, end)]
    demonym = next((n for n in names if n.form == "demonym"), None)
    if demonym is not None and len(names) == 1:
        return _people_of(tokens, end - 1, demonym, gazetteer, base), "demonym", "demonym"
    place = next((n for n in names if gazetteer.entities[n.entity].kind is Kind.PLACE), None)
    actor = next((n for n in names if gazetteer.entities[n.entity].kind is Kind.ACTOR and n.form != "demonym"), None)
    if actor is None:
        chosen = place or names[0]
        return gazetteer.entities[chosen.entity], "name", "place_name"
    entity = gazetteer.entities[actor.entity]
    is_place = is_place_reading(tokens, head, start)
    if is_place and place is not None:
        return gazetteer.entities[place.entity], "name", "place_of_metonym"
    if is_place and entity.classes[0] == "State" and actor.form == "name":
        return replace(entity, kind=Kind.PLACE), "name", "territory_of_state"
    return entity, actor.form, "metonym" if actor.form == "metonym" else "name"


def _people_of(tokens: Sequence[Token], i: int, name: Name, gazetteer: Gazetteer, base: str) -> Entity:
    """Give the group that a demonym names, in its plural."""
    token = tokens[i]
    text = token.text
    if text.endswith("ern") or (text.endswith("en") and one_word(text[:-2] + "er", gazetteer)[0]):
        text = text[:-1]
    plural = scheme.has_feature(token, "Number", "Plur")
    entity = mint_actor(
        text, Kind.ACTOR, ("Group",) if plural else ("Person",), base=base, number="Plur" if plural else "Sing"
    )
    return entity if plural or not text.endswith("in") else replace(entity, gender="Fem")


def _adjectives(token: Token, gazetteer: Gazetteer) -> Iterator[Mention]:
    for start, end, iri in adjectives_in(token, gazetteer):
        whole = start == 0 and end == len(token.text)
        form = "adjective" if whole else "compound"
        yield Mention(
            token.i,
            token.i + 1,
            token.i,
            token.idx + start,
            token.idx + end,
            gazetteer.entities[iri],
            form,
            "nationality_adjective",
        )


def _compounds(nouns: Sequence[Token], named: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Give the names within compounds; a family name means the article's own person first."""
    covered = {i for m in named if m.form != "demonym" for i in range(m.start, m.end)}
    known = {m.entity.label.split()[-1]: m.entity for m in named if "Person" in m.entity.classes}
    for token in nouns:
        if token.i in covered:
            continue
        for start, end, text, names in names_in(token, gazetteer):
            entity = known.get(text) or _part_entity(names, gazetteer)
            if entity is not None:
                yield Mention(
                    token.i,
                    token.i + 1,
                    token.i,
                    token.idx + start,
                    token.idx + end,
                    entity,
                    "compound",
                    "compound_part",
                )


def _part_entity(names: Sequence[Name], gazetteer: Gazetteer) -> Entity | None:
    entities = [gazetteer.entities[n.entity] for n in names if n.form != "demonym"]
    return next((e for e in entities if e.kind is Kind.ACTOR), entities[0] if entities else None)
