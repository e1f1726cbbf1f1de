"""Times the store on a graph grown from real articles: loading, and every named question.

The articles are built into a store once, then written again and again under new names until the graph has so many
quads (scripts/benchmark/grow.py). The file is loaded by `diplograph load` and by Oxigraph's bulk loader itself, in
turns. Then each question is asked as its parameters are for: with the parameters that it needs ("needed"), and with one
of its optional ones besides ("narrowed"), values drawn from the graph as often as claims have them. With --whole the
questions that need none are also asked of the whole graph. All are asked as `diplograph query` asks for a table, for
the first 1,000 rows where a question knows them; --rows 0 asks for all.

A second, smaller graph goes into Apache Jena Fuseki (by Maven, in memory) and rdflib's memory store, and the same calls
go to them and to the embedded store with that graph, so that the ratios come from one run. Seconds are of the clock;
where other work shares the machine, `cpu` tells what the embedded store's process itself took.

    python scripts/benchmark_store.py ../shared/corpus/de-news.jsonl --quads 10000000 --folder work/benchmark
    python scripts/benchmark_store.py seeds --quads 200000 --folder work/benchmark --sample 50000

The codings of .dna files are taken in as well. What a run has made in the folder is used again by the next. Exits with
1 if a question, needed or narrowed, has a p95 of a second or more, and with 3 if Fuseki is not to be had.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pyoxigraph  # noqa: E402
from benchmark.engines import Answer, Timed  # noqa: E402
from benchmark.grow import grow  # noqa: E402
from benchmark.questions import PUBLISHERS, Asker, Call  # noqa: E402
from interop.java import Unavailable  # noqa: E402
from interop.servers import fuseki  # noqa: E402

from graph.dna import import_codings  # noqa: E402
from graph.gazetteer import load_gazetteer  # noqa: E402
from graph.links import derive, links_iri  # noqa: E402
from graph.namespaces import DEFAULT_BASE  # noqa: E402
from graph.pipeline import DEFAULT_MODEL, ExtractionConfig, build  # noqa: E402
from graph.store import open_store  # noqa: E402
from graph.store.load import Source, load_store  # noqa: E402

Times = dict[tuple[str, str], list[Answer | None]]


def base_store(articles: Sequence[str], folder: Path, config: ExtractionConfig) -> Path:
    """Build the articles, where that has not been done yet."""
    place = folder / "articles"
    if place.exists():
        return place
    with open_store(str(place)) as store:
        report = build(articles, store, config, on_error=lambda error: print(error, file=sys.stderr))
        print(f"articles: {report}", flush=True)
        for file in articles:
            if file.endswith(".dna"):
                print(f"{file}: {import_codings(Path(file), store)}", flush=True)
    return place


def grown(base: Path, folder: Path, quads: int) -> Path:
    """Grow a file of so many quads, where it is not there yet."""
    file = folder / f"grown-{quads}.nq"
    if not file.exists():
        part = file.with_suffix(".part.nq")
        with open_store(str(base), read_only=True) as store:
            made = grow(store.nquads(), part, quads)
        begin = time.perf_counter()
        links = list(linked(part, folder))
        with part.open("ab") as out:
            out.writelines(links)
        part.rename(file)
        print(
            f"{file.name}: {made.quads} quads, {made.articles} articles, {made.rounds} rounds, {len(links)} quads of "
            f"links across articles, made in {time.perf_counter() - begin:.0f} s with loading",
            flush=True,
        )
    return file


def linked(file: Path, folder: Path) -> Iterator[bytes]:
    """Derive the links across the articles of a file, as N-Quads."""
    name = links_iri(DEFAULT_BASE).n3()
    with TemporaryDirectory(dir=folder) as place:
        load_store(f"{place}/store", [Source.of(str(file))])
        with open_store(f"{place}/store", read_only=True) as store:
            for triple in derive(store, load_gazetteer(), base=DEFAULT_BASE):
                yield f"{' '.join(term.n3() for term in triple)} {name} .\n".encode()


def loaded(file: Path, *, rounds: int) -> Path:
    """Load a file, in turns with the plain bulk loader, and print both speeds; the last store is kept."""
    place, plain = file.with_suffix(""), file.with_suffix(".plain")
    for _ in range(0 if place.exists() and not rounds else max(rounds, 1)):
        shutil.rmtree(place, ignore_errors=True)
        begin, worked = time.perf_counter(), time.process_time()
        load_store(str(place), [Source.of(str(file))])
        ours, ours_cpu = time.perf_counter() - begin, time.process_time() - worked
        if not rounds:
            break
        begin, worked = time.perf_counter(), time.process_time()
        store = pyoxigraph.Store(plain)
        store.bulk_load(path=str(file))
        store.flush()
        del store
        theirs, theirs_cpu = time.perf_counter() - begin, time.process_time() - worked
        shutil.rmtree(plain)
        print(
            f"load: {ours:.1f} s (cpu {ours_cpu:.1f}), plain bulk load {theirs:.1f} s (cpu {theirs_cpu:.1f}): "
            f"{theirs / ours:.2f} of its speed, by cpu {theirs_cpu / ours_cpu:.2f}",
            flush=True,
        )
    return place


def timed(spec: str, calls: Sequence[Call], limit: float) -> Times:
    """Ask all calls of one engine; where a question took too long once, the same kind is not asked again."""
    times: Times = defaultdict(list)
    engine = Timed(spec, limit)
    engine.ask("SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1", {})
    for call in calls:
        known = times[call.question, call.kind]
        if None not in known:
            known.append(answer := engine.ask(call.text, call.params))
            said = f"{answer.wall:.3f} s, cpu {answer.cpu:.3f} s, {answer.rows} rows" if answer else "given up"
            print(f"  {call.question} {call.kind}: {said}", file=sys.stderr, flush=True)
    engine.close()
    return times


def seconds(answers: Sequence[Answer | None], share: float, *, cpu: bool = False) -> float | None:
    """Give a percentile, None where an answer did not come."""
    if not answers or None in answers:
        return None
    known = sorted(answer.cpu if cpu else answer.wall for answer in answers if answer is not None)
    return known[min(len(known) - 1, int(share * len(known)))]


def told(value: float | None, limit: float) -> str:
    return f"> {limit:.0f}" if value is None else f"{value:.3f}"


def table(times: Times, limit: float) -> int:
    """Print one line a question and kind, and give the number of those that miss a second."""
    print(f"\n{'question':28}{'asked':10}{'calls':>6}{'p50 s':>9}{'p95 s':>9}{'cpu p50':>9}{'cpu p95':>9}{'rows':>9}")
    slow = 0
    for (name, kind), answers in sorted(times.items()):
        p95 = seconds(answers, 0.95)
        slow += kind != "whole" and (p95 is None or p95 >= 1)
        shares = [(0.5, False), (0.95, False), (0.5, True), (0.95, True)]
        cells = "".join(f"{told(seconds(answers, share, cpu=cpu), limit):>9}" for share, cpu in shares)
        rows = max((answer.rows for answer in answers if answer is not None), default=0)
        print(f"{name:28}{kind:10}{len(answers):6}{cells}{rows:9}")
    return slow


def ratios(file: Path, place: Path, calls: Sequence[Call], limit: float, folder: Path) -> None:
    """Ask the same of three engines with the same graph, and print how many times longer the others take (p50)."""
    found = {"embedded": timed(str(place), calls, limit)}
    with fuseki(folder) as url:
        begin = time.perf_counter()
        load_store(url, [Source.of(str(file))])
        print(f"Fuseki: loaded in {time.perf_counter() - begin:.1f} s", flush=True)
        found["Fuseki"] = timed(url, calls, limit)
    found["rdflib"] = timed(f"rdflib:{file}|{place}", calls, limit)
    print(f"\n{'p50 on ' + file.stem:38}{'embedded s':>12}{'Fuseki':>10}{'rdflib':>10}   (times as long)")
    for key, answers in sorted(found["embedded"].items()):
        ours = seconds(answers, 0.5)
        cells = [f"{told(ours, limit):>12}"]
        for other in ("Fuseki", "rdflib"):
            theirs = seconds(found[other][key], 0.5)
            cells.append(
                f"{f'> {limit / ours:.0f}' if theirs is None else f'{theirs / ours:.1f}':>10}" if ours else f"{'-':>10}"
            )
        print(f"{key[0]:28}{key[1]:10}{''.join(cells)}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", help="files or folders of articles")
    parser.add_argument("--quads", type=int, default=10_000_000, help="size of the graph (10000000)")
    parser.add_argument(
        "--sample", type=int, default=100_000, help="size of the graph for the ratios; 0 for none (100000)"
    )
    parser.add_argument("--folder", type=Path, required=True, help="where files and stores are put, and found again")
    parser.add_argument("--times", type=int, default=20, help="calls of each question and kind (20)")
    parser.add_argument("--loads", type=int, default=1, help="how often loading is timed; 0 uses the store there (1)")
    parser.add_argument("--limit", type=float, default=60, help="seconds after which a question is given up (60)")
    parser.add_argument(
        "--model", default=DEFAULT_MODEL, help="pipeline that reads the articles, as for diplograph build"
    )
    parser.add_argument(
        "--rows", type=int, default=1000, help="rows of a question that can be limited; 0 for all (1000)"
    )
    parser.add_argument("--whole", action="store_true", help="ask what can be asked of the whole graph, once each")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    config = ExtractionConfig(model=options.model)
    base = base_store(options.articles, options.folder, config)
    with open_store(str(base), read_only=True) as store:
        calls = list(Asker(store).calls(options.times, whole=options.whole, limit=options.rows))
    calls.append(Call("(OPTIONAL, GROUP BY)", PUBLISHERS, {}, "own"))
    place = loaded(grown(base, options.folder, options.quads), rounds=options.loads)
    slow = table(timed(str(place), calls, options.limit), options.limit)
    if options.sample:
        file = grown(base, options.folder, options.sample)
        few = [call for number, call in enumerate(calls) if number % 4 == 0 or call.kind != "narrowed"]
        with TemporaryDirectory() as folder:
            try:
                ratios(file, loaded(file, rounds=0), few, options.limit, Path(folder))
            except Unavailable as error:
                print(error, file=sys.stderr)
                return 3
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
