"""The errors that diplograph raises for things a user can mend.

    GraphError
    ├── IngestError      a file or record that cannot be read as a document
    ├── PipelineError    a spaCy pipeline that is missing or unfit
    ├── OntologyError    a lexicon, gazetteer or vocabulary file with a fault
    ├── StoreError       a store that cannot be opened, read or written
    │   └── QueryError   a question that is unknown, malformed or lacks a parameter
    └── ExportError      a file that cannot be written, or a format that is not known

Every message says where, what, and what to do. The command line prints it as one line and exits with 2;
anything else that is raised is a bug and keeps its traceback.
"""

from __future__ import annotations


class GraphError(Exception):
    """A fault in input, data or set-up, told in one line.

    Args:
        where: the file, line, option or address that the fault is in.
        what: what is wrong with it.
        remedy: what the user can do about it; empty where nothing sensible is known.
    """

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        self.where = where
        self.what = what
        self.remedy = remedy
        super().__init__(where, what, remedy)

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return " ".join(f"{text}; {self.remedy}".split() if self.remedy else text.split())


class IngestError(GraphError):
    """A file or record cannot be read as a document."""


class PipelineError(GraphError):
    """A spaCy pipeline is missing, broken or lacks what the extraction needs."""


class OntologyError(GraphError):
    """A file of the ontology (vocabulary, lexicon, gazetteer, concepts) has a fault."""


class StoreError(GraphError):
    """A store cannot be opened, read or written."""


class QueryError(StoreError):
    """A question is unknown, malformed, or lacks a parameter."""


class ExportError(GraphError):
    """An export format is not known, or its file cannot be written."""
