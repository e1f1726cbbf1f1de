"""The German pipeline `de_news` of diplograph, as a package of spaCy's: `spacy.load("de_news")`."""

from graph.annotate.de_news import __version__, load

__all__ = ["__version__", "load"]
