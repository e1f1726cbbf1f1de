"""Clauses -> claims: relation, subject, object, and every qualifier.

`extract.analyse` reads an article's clauses in their senses, and `find_claims`, `find_quotations`, `find_times` and
`find_propositions` say what is in it. `frames` matches the lexicon's senses with clauses, `participants` turns
arguments into subjects and objects, `reports` finds content of speech that no slot holds, `polarity`, `modality`,
`attribution`, `conditions` and `time` read the qualifiers, `confidence` judges, `identity` names the claim.
"""

from graph.claims.extract import Analysis, analyse, find_claims, unmapped
from graph.claims.propositions import find_propositions
from graph.claims.quotations import find_quotations
from graph.claims.time import find_times

__all__ = ["Analysis", "analyse", "find_claims", "find_propositions", "find_quotations", "find_times", "unmapped"]
