"""The annotate room: a Document becomes a spaCy Doc with UD labels, STTS tags, lemmas, entities and sentences."""
