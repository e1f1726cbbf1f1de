"""What an article tells around its role nouns: names, owners, and who was given which role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graph.annotate import scheme
from graph.entities.link import mint_actor, within
from graph.entities.names import mention_of
from graph.entities.roles import RolePhrase
from graph.gazetteer import Gazetteer
from graph.model import Document, Entity, Kind, Mention


@dataclass(frozen=True, slots=True)
class Introduction:
    """That the article gave somebody a role: "Präsident Boris Tadić"."""

    noun: str
    offices: tuple[str, ...]
    owner: str | None
    entity: Entity
    position: int


class RoleContext:
    """The state that the resolution of one article's roles reads and adds to."""

    def __init__(
        self, tokens: Sequence[Token], nouns: Sequence[Token], gazetteer: Gazetteer, document: Document, base: str
    ) -> None:
        self._tokens = tokens
        self._nouns = nouns
        self._gazetteer = gazetteer
        self._day = document.date
        self._base = base
        self._document = document.id
        self._named: dict[int, Mention] = {}
        self._owners: dict[int, list[str]] = {}
        self._introduced: list[Introduction] = []
        self._found: list[Mention] = []

    def _mention(self, phrase: RolePhrase, end: int, entity: Entity, form: str, rule: str) -> Mention:
        return mention_of(self._tokens, phrase.start, end, entity, form, rule, head=phrase.noun)

    def _skip_brackets(self, k: int) -> int:
        if k < len(self._tokens) and self._tokens[k].text == "(":
            for end in range(k + 1, min(k + 5, len(self._tokens))):
                if self._tokens[end].text == ")":
                    return end + 1
        return k

    def _is_closed(self, k: int) -> bool:
        return (
            k >= len(self._tokens) or self._tokens[self._skip_brackets(k)].text in (",", ".", ":", "–", "-", "(")
            if self._skip_brackets(k) < len(self._tokens)
            else True
        )

    def _person_at(self, i: int) -> Mention | None:
        mention = self._named.get(i)
        return (
            mention
            if mention is not None
            and mention.start == i
            and "Person" in mention.entity.classes
            and mention.form == "name"
            else None
        )

    def _owner_iris(self, phrase: RolePhrase) -> list[str]:
        """Give whose role it is: by adjective, compound, genitive in front, complement, or the noun itself."""
        found: list[str] = []
        for k in range(phrase.start, phrase.noun + 1):
            found += self._owners.get(k, [])
        before = self._named.get(phrase.start - 1)
        if (
            before is not None
            and before.end == phrase.start
            and self._tokens[phrase.start - 1].text.endswith(("s", "’", "'"))
        ):
            found.append(before.entity.iri)
        if phrase.complement is not None:
            for k in range(phrase.complement, phrase.end):
                complement = self._named.get(k)
                if complement is not None:
                    found.append(complement.entity.iri)
                    break
        if not found and phrase.role.owner is not None:
            found.append(phrase.role.owner)
        return list(dict.fromkeys(found))

    def _state_of(self, iri: str) -> Entity | None:
        """Give the state that an owner is or belongs to."""
        for _ in range(3):
            entity = self._gazetteer.entities.get(iri)
            if entity is not None and entity.classes[0] == "State":
                return entity
            home = self._gazetteer.home.get(iri)
            if home is None:
                return None
            iri = home
        return None

    def _possessor_state(self, phrase: RolePhrase) -> Entity | None:
        """Give the state of the person that a possessive in front of the phrase means.

        Sentence: "Macron sagte, sein Land helfe." (Frankreich)
        """
        if phrase.start == 0 or not scheme.is_possessive(self._tokens[phrase.start - 1]):
            return None
        person = self._recent(phrase.noun, ("Person",))
        return self._state_of(person.iri) if person is not None else None

    def _is_plain(self, phrase: RolePhrase) -> bool:
        """Tell whether a noun is the role's own word and no compound: "das Land", but not "das Bundesland"."""
        return self._tokens[phrase.noun].lower_.startswith(phrase.role.noun.lower())

    def _recent_state(self, i: int) -> Entity | None:
        """Give the state that was named last before a token, also as that of somebody introduced.

        Sentence: "Moskau schweigt. Serbiens Präsident Vučić kommt. Die Regierung lehnt ab." (Serbien)
        """
        named = self._recent_mention(i, ("State",))
        introduced = [known for known in self._introduced if known.position < i and known.owner is not None]
        for known in reversed(introduced):
            if named is not None and named.head > known.position:
                break
            state = self._state_of(known.owner or "")
            if state is not None:
                return state
        return named.entity if named is not None else None

    def _recent(self, i: int, classes: Sequence[str], suffix: str = "") -> Entity | None:
        """Give the entity of these classes that was named last before a token."""
        best = self._recent_mention(i, classes, suffix)
        return best.entity if best is not None else None

    def _recent_mention(self, i: int, classes: Sequence[str], suffix: str = "") -> Mention | None:
        best: Mention | None = None
        for mention in (*self._named.values(), *self._found):
            if mention.head >= i or mention.entity.classes[0] not in classes or mention.form in ("compound", "demonym"):
                continue
            label = mention.entity.label
            fits = not suffix or label.split()[-1].lower().endswith(suffix) or _noun_of(label).endswith(suffix)
            if fits and (best is None or mention.head > best.head):
                best = mention
        return best

    def _mint(
        self, label: str, cls: str, phrase: RolePhrase, owners: Sequence[str], *, gender: str | None = None, number: str
    ) -> Entity:
        """Make the entity of a phrase; without a name in it, it is only itself within its article.

        Sentence: "Beobachter warnen, russische Truppen rücken vor." (only here; in every article)
        """
        entity = mint_actor(label, Kind.ACTOR, (cls,), base=self._base, gender=gender, number=number, named=False)
        return entity if owners or phrase.prefix[:1].isupper() else within(entity, self._document)


def _noun_of(label: str) -> str:
    """Give the first capitalised word of a phrase in lower case ("israelische Armee" -> "armee")."""
    return next((word.lower() for word in label.split() if word[:1].isupper()), label.lower())
