"""The name of a claim: a hash of what makes it this claim, so that corrections can point at it."""

from __future__ import annotations

import hashlib

from graph.model import Participant, Trigger


def claim_id(document: str, trigger: Trigger, relation: str, subject: Participant, object_: Participant) -> str:
    """Hash document, evidence span, relation and arguments into 20 hexadecimal digits.

    The qualifiers are left out: a better reading of the modality does not make another claim.
    """
    parts = [
        document,
        ",".join(f"{span.start}-{span.end}" for span in trigger.spans),
        relation,
        f"{subject.start}-{subject.end}:{subject.entity.iri}",
        f"{object_.start}-{object_.end}:{object_.entity.iri}",
    ]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
