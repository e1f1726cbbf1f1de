"""Clauses -> claims: relation, subject, object, and every qualifier.

`extract.find_claims` is the way in. `frames` matches the lexicon's senses with clauses, `participants` turns arguments
into subjects and objects, `polarity`, `modality`, `attribution`, `conditions` and `time` read the qualifiers,
`identity` names the claim.
"""

from graph.claims.extract import find_claims

__all__ = ["find_claims"]
