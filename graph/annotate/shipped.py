"""The pipelines that come with the package; known without loading spaCy."""

from __future__ import annotations

#: Name and module of each, the default first. The module's `DATA` is the folder of the pipeline.
SHIPPED = {
    "de_news_accurate": "graph.annotate.de_news_accurate",
    "de_news": "graph.annotate.de_news",
}
DEFAULT_MODEL = next(iter(SHIPPED))
