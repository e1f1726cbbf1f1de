"""General repairs after the parse, each kept because it helps on treebank text or mends a known error without harm.

The order matters: voice before case, case before agreement.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from graph.annotate.repair import arguments, clauses, nominals
from graph.annotate.tree import Tree

REPAIRS: tuple[Callable[[Tree], None], ...] = (
    clauses.white_space,
    clauses.separated_prefix,
    clauses.auxiliary_dependents,
    clauses.complement_clause,
    clauses.correlated_condition,
    clauses.reported_subject,
    clauses.relative_pronoun,
    clauses.relative_clause,
    clauses.reported_clause,
    nominals.title_and_name,
    nominals.genitive_name,
    nominals.enclosed_apposition,
    arguments.nominal_with_preposition,
    arguments.passive_subject,
    arguments.agent,
    arguments.dative_is_no_subject,
    arguments.oblique_is_no_subject,
    arguments.agreement,
    arguments.second_subject,
    arguments.missing_subject,
)


def repair_parse(doc: Doc) -> Doc:
    """Repair heads and labels in place."""
    tree = Tree(doc)
    for repair in REPAIRS:
        repair(tree)
    tree.write()
    return doc
