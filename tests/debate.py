"""A small debate on a ceasefire, made by hand, for the tests of views and networks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rdflib import URIRef

from graph.model import (
    Attribution,
    Claim,
    Document,
    Entity,
    Extraction,
    Kind,
    Modality,
    Participant,
    Run,
    Sentence,
    Span,
    Trigger,
)
from graph.namespaces import DEFAULT_BASE
from graph.rdf import Quad, article_iri, article_quads

RUN = Run("0.1.0", "0.1.0", "de_news", "0.1.0")


def entity(label: str, kind: Kind = Kind.ACTOR, concept: str | None = None) -> Entity:
    """Make an entity whose IRI is made of its name."""
    name = "".join(char if char.isalnum() and char.isascii() else "-" for char in label.lower())[:60]
    iri = f"proposal/{name}" if kind is Kind.PROPOSAL else f"entity/{kind.value}-{name}"
    return Entity(f"{DEFAULT_BASE}{iri}", label, kind, (), None, concept)


PEOPLE = {
    name: entity(name)
    for name in (
        "Juri Uschakow", "Wladimir Putin", "Wolodymyr Selenskyj", "Donald Trump", "Steve Witkoff", "Emmanuel Macron", "Keir Starmer",
        "Russland", "Ukraine", "Vereinigte Staaten", "Europäische Union", "Türkei", "Saudi-Arabien", "NATO",
    )
}  # fmt: skip
THINGS = {
    thing.label: thing
    for thing in (
        entity("30-tägige Waffenruhe", Kind.PROPOSAL, "ceasefire"),
        entity("Europäische Friedenstruppen in der Ukraine", Kind.PROPOSAL, "peacekeepers"),
        entity("Energie-Waffenruhe", Kind.PROPOSAL, "energy-truce"),
        entity("Sicherheitsgarantien", Kind.PROPOSAL, "security-guarantees"),
        entity("Friedensgespräche", Kind.EVENT, "peace-talks"),
        entity("Verzicht auf den NATO-Beitritt", Kind.CONDITION, "nato-accession"),
        entity("Ende der Waffenlieferungen", Kind.CONDITION, "arms-deliveries"),
        entity("Minsker Abkommen", Kind.AGREEMENT),
        entity("Kursk", Kind.PLACE),
        entity("Riad", Kind.PLACE),
        entity("die Lage an der Front habe sich in den letzten Tagen deutlich verschlechtert", Kind.STATEMENT),
    )
}
TRUCE, TROOPS, ENERGY, GUARANTEES, TALKS, NEUTRAL, ARMS, MINSK, KURSK, RIYADH, FRONT = THINGS.values()

# day | outlet | subject | relation (! denied) | object | sentence | trigger | source
_TEXT = """
03-11|Beispielblatt|Vereinigte Staaten|proposes|30-tägige Waffenruhe|In Dschidda schlugen die USA eine Waffenruhe von 30 Tagen vor.|schlugen … vor|
03-11|Beispielblatt|Ukraine|accepts|30-tägige Waffenruhe|Die Ukraine nimmt den Vorschlag an.|nimmt … an|
03-12|Tagesbote|Ukraine|accepts|30-tägige Waffenruhe|Kiew stimmte der Feuerpause noch am Abend zu.|stimmte … zu|
03-12|Tagesbote|Europäische Union|supports|30-tägige Waffenruhe|Die EU begrüßte die geplante Feuerpause.|begrüßte|
03-12|Tagesbote|Saudi-Arabien|mediates|Friedensgespräche|Saudi-Arabien vermittelte zwischen den Seiten.|vermittelte|
03-13|Morgenpost Muster|Juri Uschakow|rejects|30-tägige Waffenruhe|Putins Berater Uschakow lehnt die Waffenruhe ab.|lehnt … ab|
03-13|Tagesbote|Juri Uschakow|rejects|30-tägige Waffenruhe|Eine Atempause für Kiews Truppen werde es nicht geben, so Uschakow.|nicht geben|Juri Uschakow
03-13|Nordblatt|Juri Uschakow|rejects|30-tägige Waffenruhe|Putins Berater Uschakow lehnt die Waffenruhe ab.|lehnt … ab|
03-13|Tagesbote|Wladimir Putin|demands|Verzicht auf den NATO-Beitritt|Putin fordert, dass Kiew auf die NATO verzichtet.|fordert|
03-13|Tagesbote|Wladimir Putin|demands|Ende der Waffenlieferungen|Außerdem verlangte er ein Ende der Waffenlieferungen.|verlangte|
03-13|Tagesbote|Wladimir Putin|rejects!|30-tägige Waffenruhe|Putin lehnt eine Waffenruhe nicht grundsätzlich ab.|lehnt … ab|Wladimir Putin
03-13|Tagesbote|Wladimir Putin|captures|Kursk|Russische Truppen hätten Teile von Kursk zurückerobert, sagte Putin.|zurückerobert|Wladimir Putin
03-13|Tagesbote|Steve Witkoff|consults|Wladimir Putin|Witkoff traf Putin in Moskau.|traf|
03-14|Beispielblatt|Donald Trump|seeks|30-tägige Waffenruhe|Trump hofft auf eine rasche Waffenruhe.|hofft auf|
03-14|Beispielblatt|Donald Trump|threatens|Russland|Trump drohte Russland mit neuen Zöllen.|drohte|
03-14|Beispielblatt|Wolodymyr Selenskyj|accuses|Wladimir Putin|Selenskyj warf Putin vor, Zeit zu schinden.|warf … vor|
03-15|Nordblatt|Keir Starmer|proposes|Europäische Friedenstruppen in der Ukraine|Starmer wirbt für eine Friedenstruppe.|wirbt für|
03-15|Nordblatt|Emmanuel Macron|supports|Europäische Friedenstruppen in der Ukraine|Macron stellte sich hinter die Idee.|stellte sich hinter|
03-15|Nordblatt|Russland|rejects|Europäische Friedenstruppen in der Ukraine|Moskau lehnt westliche Soldaten im Land strikt ab.|lehnt … ab|
03-15|Nordblatt|Türkei|considers|Europäische Friedenstruppen in der Ukraine|Ankara prüft eine Beteiligung.|prüft|
03-15|Nordblatt|NATO|rejects|Verzicht auf den NATO-Beitritt|Die NATO wies die Forderung zurück.|wies … zurück|
03-16|Beispielblatt|Wolodymyr Selenskyj|demands|Sicherheitsgarantien|Selenskyj verlangt verlässliche Garantien.|verlangt|
03-16|Beispielblatt|Europäische Union|promises|Sicherheitsgarantien|Brüssel sagte Garantien zu.|sagte … zu|
03-16|Beispielblatt|Wolodymyr Selenskyj|rejects|Verzicht auf den NATO-Beitritt|Einen Verzicht auf den Beitritt lehnte Selenskyj ab.|lehnte … ab|
03-17|Tagesbote|Wolodymyr Selenskyj|states|die Lage an der Front habe sich in den letzten Tagen deutlich verschlechtert|Die Lage habe sich verschlechtert, sagte Selenskyj.|sagte|Wolodymyr Selenskyj
03-17|Tagesbote|Europäische Union|rejects|Ende der Waffenlieferungen|Ein Ende der Waffenlieferungen schloss die EU aus.|schloss … aus|
03-18|Morgenpost Muster|Wladimir Putin|accepts|Energie-Waffenruhe|Putin stimmte einer Pause der Angriffe auf Kraftwerke zu.|stimmte … zu|Donald Trump
03-18|Morgenpost Muster|Donald Trump|proposes|Energie-Waffenruhe|Trump schlug vor, Kraftwerke zu verschonen.|schlug vor|
03-18|Morgenpost Muster|Donald Trump|consults|Wladimir Putin|Trump sprach zwei Stunden mit Putin.|sprach|
03-19|Tagesbote|Wolodymyr Selenskyj|accepts|Energie-Waffenruhe|Selenskyj trug die Teilwaffenruhe mit.|trug … mit|
03-19|Tagesbote|Ukraine|accuses|Russland|Kiew wirft Russland vor, die Abrede zu brechen.|wirft … vor|Ukraine
03-19|Tagesbote|Russland|violates|Energie-Waffenruhe|Russland habe die Teilwaffenruhe gebrochen, so Kiew.|gebrochen|Ukraine
03-20|Nordblatt|Vereinigte Staaten|announces|Friedensgespräche|Washington kündigte Gespräche an.|kündigte … an|
03-20|Nordblatt|Russland|consults|Vereinigte Staaten|In Riad berieten Russen und Amerikaner.|berieten|
03-20|Nordblatt|Türkei|mediates|Friedensgespräche|Die Türkei bot sich als Vermittlerin an.|bot sich … an|
03-24|Beispielblatt|Wladimir Putin|rejects|Sicherheitsgarantien|Putin hält Garantien des Westens für unannehmbar.|hält … für unannehmbar|
04-02|Tagesbote|Wladimir Putin|rejects|30-tägige Waffenruhe|Putin sagte Nein zur vollen Waffenruhe.|sagte Nein|
04-02|Tagesbote|Vereinigte Staaten|demands|30-tägige Waffenruhe|Washington dringt weiter auf die volle Waffenruhe.|dringt … auf|
04-02|Tagesbote|Russland|violates|Minsker Abkommen|Russland habe schon Minsk gebrochen, hieß es in Paris.|gebrochen|Emmanuel Macron
"""


@dataclass
class Line:
    """One claim in readable words."""

    day: str
    outlet: str
    subject: Entity
    relation: str
    object: Entity
    sentence: str
    trigger: str = ""
    source: Entity | None = None
    modality: Modality = Modality.ASSERTED
    conditions: tuple[Entity, ...] = ()
    url: str | None = None
    title: str | None = None


def lines() -> Iterator[Line]:
    """Read the debate."""
    known = PEOPLE | THINGS
    for text in _TEXT.strip().splitlines():
        day, outlet, subject, relation, obj, sentence, trigger, source = text.split("|")
        conditions = (NEUTRAL,) if "nicht grundsätzlich" in sentence else ()
        modality = Modality.POSSIBLE if relation == "considers" else Modality.ASSERTED
        url = f"https://example.org/{outlet.split()[0].lower()}/{day}"
        yield Line(
            f"2025-{day}",
            outlet,
            known[subject],
            relation,
            known[obj],
            sentence,
            trigger,
            known.get(source),
            modality,
            conditions,
            url,
        )


def extractions(found: Iterable[Line]) -> Iterator[Extraction]:
    """Make one article of the lines of each outlet and day."""
    articles: dict[tuple[str, str], list[Line]] = {}
    for line in found:
        articles.setdefault((line.outlet, line.day), []).append(line)
    for (outlet, day), members in articles.items():
        name = f"{outlet}/{day}"
        claims, text = [], ""
        for index, line in enumerate(members):
            claims.append(_claim(name, index, len(text), line))
            text += line.sentence + " "
        told = {"publisher": outlet or None, "url": members[0].url, "title": members[0].title or f"Bericht vom {day}"}
        document = Document(name, text, date=date.fromisoformat(day) if day else None, **told)
        yield Extraction(document, tuple(claim.sentence for claim in claims), tuple(claims))


def _claim(document: str, index: int, start: int, line: Line) -> Claim:
    sentence = Sentence(index, start, start + len(line.sentence), line.sentence)

    def part(thing: Entity) -> Participant:
        return Participant(thing.label, start, start + 1, thing)

    return Claim(
        id=f"{document}#{index}",
        document=document,
        sentence=sentence,
        subject=part(line.subject),
        relation=line.relation.removesuffix("!"),
        object=part(line.object),
        trigger=Trigger(line.trigger, line.trigger, (Span(line.trigger, start, start + 1),)),
        negated=line.relation.endswith("!"),
        modality=line.modality,
        attribution=(Attribution(part(line.source)),) if line.source else (),
        conditions=tuple(part(condition) for condition in line.conditions),
        confidence=0.9,
        rules=("finite",),
    )


def graphs(found: Iterable[Line] | None = None) -> Iterator[tuple[URIRef, list[Quad]]]:
    """Give the debate, or lines of one's own, as named graphs."""
    for extraction in extractions(lines() if found is None else found):
        yield article_iri(extraction.document.id, DEFAULT_BASE), list(article_quads(extraction, RUN, base=DEFAULT_BASE))
