"""Decoding of bytes, cleaning of text, and the way back to the original's offsets."""

import random
import unicodedata

import pytest

from graph.errors import IngestError
from graph.ingest.normalise import clean, decode, to_original

SENTENCE = "Der Kreml lehnt die Waffenruhe über dreißig Tage ab, „für immer“."
PLAIN = "Der Kreml lehnt die Waffenruhe über dreißig Tage ab. Kiew fürchtet größere Verluste für die Bevölkerung."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_decode_reads_what_editors_write(encoding):
    assert decode(SENTENCE.encode(encoding), "x.txt") == SENTENCE


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859_15", "cp1252"])
def test_decode_guesses_western_encodings(encoding):
    assert decode(PLAIN.encode(encoding), "x.txt") == PLAIN


def test_decode_trusts_the_declared_encoding_after_utf8():
    assert decode(PLAIN.encode("mac_roman"), "x.html", declared="macintosh") == PLAIN
    assert decode(PLAIN.encode("utf-8"), "x.html", declared="windows-1252") == PLAIN


@pytest.mark.parametrize("declared", ["hex", "undefined", "no-such-encoding", "", "utf-7", "a\0b"])
def test_decode_ignores_a_declared_encoding_that_is_none(declared):
    assert decode(PLAIN.encode("cp1252"), "x.html", declared=declared) == PLAIN


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 \n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00" * 500, "binary"),
    ],
)
def test_decode_refuses_what_is_not_text(data, words):
    with pytest.raises(IngestError, match=words) as caught:
        decode(data, "akte.txt")
    assert caught.value.where == "akte.txt"
    assert caught.value.remedy


def test_decode_forgives_single_control_characters():
    assert (
        decode(b"Moskau lehnt\0 die vorgeschlagene Waffenruhe von dreissig Tagen ab. " * 10, "x.txt").count("\0") == 10
    )


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Waffen\u00adruhe", "Waffenruhe"),
        ("Waffen\u200bruhe\ufeff", "Waffenruhe"),
        ("30\u00a0Tage, 10\u202fUhr,\tMoskau", "30 Tage, 10 Uhr, Moskau"),
        ("eins\r\nzwei\rdrei\u2028vier\u0085fünf\x0c", "eins\nzwei\ndrei\nvier\nfünf\n"),
        ("Mu\u0308nchen", "München"),
        ("Mu\u00ad\u0308nchen", "München"),
        ("ab\x00\x07\x1b.", "ab   ."),
        ("ab\ud800.", "ab\ufffd."),
        ("\u202eab\u202c", "ab"),
        ("", ""),
    ],
)
def test_clean_gives_readable_text(given, wanted):
    assert clean(given)[0] == wanted


def test_clean_text_needs_no_map():
    assert clean(SENTENCE) == (SENTENCE, ())
    assert clean("30\u00a0Tage")[1] == ()


def test_offsets_lead_back_over_deletions_and_compositions():
    text, pairs = clean("Waffen\u00adruhe\r\nfu\u0308r Kiew")
    assert text == "Waffenruhe\nfür Kiew"
    assert to_original(pairs, text.index("ruhe")) == 7
    assert to_original(pairs, text.index("für")) == 13
    assert to_original(pairs, text.index("Kiew")) == 18


def test_a_title_put_before_the_text_is_not_in_the_original():
    assert to_original(((0, -7),), 3) is None
    assert to_original(((0, -7),), 9) == 2


def test_cleaning_any_text_is_stable_and_every_plain_letter_is_found_again():
    chance = random.Random(20250313)
    alphabet = "aZ \r\n\t\u00ad\u0308\u00a0ä„“\u200b\ud800\x00\u0085Ии\u0306\u1100\u1161\U0001f600\u2028\u212b"
    for _ in range(5000):
        original = "".join(chance.choices(alphabet, k=chance.randint(0, 14)))
        text, pairs = clean(original)
        assert unicodedata.is_normalized("NFC", text)
        assert clean(text) == (text, ())
        starts = [start for start, _ in pairs]
        assert starts == sorted(set(starts))
        found = [to_original(pairs, i) for i in range(len(text))]
        assert found == sorted(found)
        assert all(original[at] == char for char, at in zip(text, found, strict=True) if char in "aZ")


def test_a_line_of_a_million_characters_is_cleaned_quickly():
    text, pairs = clean("Frie\u00adden " * 120_000)
    assert text == "Frieden " * 120_000
    assert len(pairs) == 120_000
    assert to_original(pairs, len(text) - 1) == len("Frie\u00adden ") * 120_000 - 1
