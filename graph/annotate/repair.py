from spacy.tokens import Doc


def repair_parse(doc: Doc) -> Doc:
    return doc
