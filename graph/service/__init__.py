"""A read-only SPARQL 1.1 Protocol endpoint over an embedded store, and pages to browse it."""
