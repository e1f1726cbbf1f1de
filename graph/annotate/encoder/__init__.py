"""The encoder: one transformer that tags, parses and finds names, run by ONNX Runtime; `component.py` fits it into spaCy."""
