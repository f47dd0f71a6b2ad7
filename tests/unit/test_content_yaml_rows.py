from __future__ import annotations

from enum import Enum
from pathlib import Path

import pytest

from desktop.content.yaml_rows import ContentError, Row, parse_rows

FILE = Path("words.yaml")


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


def rows(text: str) -> Row:
    return parse_rows(text, FILE)


def test_text_stays_as_it_was_written() -> None:
    row = rows("amount: 0012.50\nyes: no\nday: 2026-11-23\nname: 张样本\n")
    assert row.values == {"amount": "0012.50", "yes": "no", "day": "2026-11-23", "name": "张样本"}


def test_rows_and_keys_know_their_lines() -> None:
    row = rows("first: 1\nlist:\n  - name: a\n  - name: b\n    size: 3\n")
    second = row.rows("list")[1]
    assert (second.line, second.lines) == (4, {"name": 4, "size": 5})


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: [1\nb: 2", 2, "did not find"),
        ("- a", 1, "must begin with keys and values"),
        ("", 1, "must begin with keys and values"),
        ("a: 1\nb: 2\na: 3", 3, "“a” is there twice"),
        ("a: 1\n? [b]\n: 2", 2, "a key must be a word"),
        ("a: \x01", 1, "characters that YAML does not allow"),
        ("a: *nobody", 1, "undefined alias"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(text: str, line: int, part: str) -> None:
    with pytest.raises(ContentError) as refused:
        rows(text)
    assert refused.value.line == line
    assert part in refused.value.message


def test_an_error_prints_file_line_and_message() -> None:
    assert str(rows("a: 1\n\nb: 2").fault("is wrong", "b")) == "words.yaml:3: is wrong"
    assert str(rows("a: 1\nb: 2").fault("is wrong")) == "words.yaml:1: is wrong"


def test_a_key_nobody_reads_is_refused() -> None:
    with pytest.raises(ContentError, match=r"words\.yaml:2: unknown key “tecnique”"):
        rows("id: 1\ntecnique: A1").only("id", "technique")


def test_text_must_be_there_unless_a_default_is_given() -> None:
    row = rows("empty:\nname: x\nlist: [a]\n")
    assert row.text("name") == "x"
    assert row.text("empty", "y") == row.text("absent", "y") == "y"
    assert [row.has(key) for key in ("name", "empty", "absent")] == [True, False, False]
    for key in ("empty", "absent", "list"):
        with pytest.raises(ContentError, match=f"“{key}” must be a text"):
            row.text(key)
    with pytest.raises(ContentError, match="“list” must be a text"):
        row.text("list", "y")


def test_numbers_and_flags_are_read_exactly() -> None:
    row = rows("n: -30\nhalf: 1.5\non: true\noff: false\nmaybe: yes\n")
    assert (row.number("n"), row.number("absent", 7)) == (-30, 7)
    assert (row.flag("on"), row.flag("off"), row.flag("absent")) == (True, False, False)
    with pytest.raises(ContentError, match="whole number"):
        row.number("half")
    with pytest.raises(ContentError, match="true or false"):
        row.flag("maybe")


def test_choices_name_what_is_known() -> None:
    row = rows("one: red\nmany: [red, blue]\nbad: green\nworse: [red, green]\n")
    assert row.choice("one", Colour) is Colour.RED
    assert row.choices("many", Colour) == {Colour.RED, Colour.BLUE}
    assert row.choices("absent", Colour) == frozenset()
    with pytest.raises(ContentError, match="3: unknown bad “green”; known are red, blue"):
        row.choice("bad", Colour)
    with pytest.raises(ContentError, match="4: unknown worse “green”"):
        row.choices("worse", Colour)


def test_lists_hold_one_kind_only() -> None:
    row = rows("words: [a, {b: c}]\nrows: [{b: c}, a]\nrow: a\nscalar: a\n")
    with pytest.raises(ContentError, match="list of texts"):
        row.words("words")
    with pytest.raises(ContentError, match="list of rows"):
        row.rows("rows")
    with pytest.raises(ContentError, match="keys and values"):
        row.row("row")
    with pytest.raises(ContentError, match="must be a list"):
        row.rows("scalar")
    assert (row.words("absent"), row.rows("absent")) == ((), ())
