"""Names that mean the same are equal; slugs work in every script."""

from __future__ import annotations

import pytest

from journalgen.model.names import fold, fold_heading, fold_text, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Box breathing", "box  BREATHING"),
        ("box-breathing", "box_breathing"),
        ("Ｂｏｘ", "box"),
        ("Straße", "STRASSE"),
        ("é", "e\u0301"),
        (" a ", "a"),
    ],
)
def test_equal_names(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names() -> None:
    assert fold("walk") != fold("walks")
    assert fold("a b") != fold("ab")


def test_sentences_are_equal_whatever_their_quotes_and_spaces() -> None:
    assert fold_text("“No”  isn’t\nit") == fold_text('"no" isn\'t it')
    assert fold_text("a-b") != fold_text("a b")


def test_headings_lose_a_final_colon() -> None:
    assert fold_heading("Between us:") == fold_heading("between us") == fold_heading("Between us：")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Box breathing!", "box-breathing"),
        ("Grübeln über's", "grübeln-über-s"),
        ("साँस लेना", "साँस-लेना"),
        ("深呼吸", "深呼吸"),
        ("تنفّس", "تنفّس"),
        ("🌱", ""),
        ("../../etc", "etc"),
        ("a" * 300, "a" * 100),
        ("अ" * 200, "अ" * 33),
    ],
)
def test_slugs(text: str, name: str) -> None:
    assert slug(text) == name
