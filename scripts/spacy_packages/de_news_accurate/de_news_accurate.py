"""The German pipeline `de_news_accurate` of diplograph, as a package of spaCy's: `spacy.load("de_news_accurate")`."""

from graph.annotate.de_news_accurate import __version__, load

__all__ = ["__version__", "load"]
