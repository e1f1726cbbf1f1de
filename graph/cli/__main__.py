"""`python -m graph.cli` is `diplograph`."""

from graph.cli import main

main()
