"""Doc -> clauses: verbal, nominal and adjectival predicates with their arguments.

`detect.find_clauses` is the way in. `verbs` reads the verb complex (voice, auxiliaries), `arguments` the slots around a
predicate, `inheritance` what a clause takes over from its neighbours (control, coordination, relative pronouns),
`nominal` predicates that are nouns or parts of compounds.
"""

from graph.clauses.detect import Clauses, find_clauses

__all__ = ["Clauses", "find_clauses"]
