"""Parts of scripts/build_gazetteer.py: spellings, blocks of Turtle, and the tables that become entities."""
