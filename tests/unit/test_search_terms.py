"""What is typed becomes terms, and a person fits a term or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.search_terms import (
    Findable,
    Match,
    MatchedBy,
    Term,
    TermKind,
    fold_reference,
    match,
    read_terms,
    readings_of,
)
from desktop.store.name_keys import sounds_of

OWN, WORK = "+8613800138000", "+861088886666"
PERSON = Findable(7, "王小明", "KH-0042", (OWN, WORK), ("HT-2023/0815", "XD99120"))


def found(query: str, person: Findable = PERSON) -> Match | None:
    """Why a person fits everything typed: the reason of the first term; None without one."""
    for terms in readings_of(query):
        matches = [match(term, person, sounds_of(person.name)) for term in terms]
        if all(matches):
            return matches[0]
    return None


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("王小", [(TermKind.CHARACTERS, "王小")]),
        ("欧阳 修", [(TermKind.CHARACTERS, "欧阳修")]),
        ("wang xiao", [(TermKind.LETTERS, "wangxiao")]),
        ("ＷＡＮＧ", [(TermKind.LETTERS, "wang")]),
        ("138 0013-8000", [(TermKind.DIGITS, "13800138000")]),
        ("+86 (138) 0013", [(TermKind.DIGITS, "861380013")]),
        ("HT-2023/01", [(TermKind.REFERENCE, "ht202301")]),
        ("王8000", [(TermKind.DIGITS, "8000"), (TermKind.CHARACTERS, "王")]),
        ("José 12", [(TermKind.DIGITS, "12"), (TermKind.LETTERS, "jose")]),
        ("O'Neil", [(TermKind.LETTERS, "oneil")]),
        ("", []),
        (' *"-() ', []),
    ],
)
def test_what_is_typed_is_read_by_kind(query: str, kinds: list[tuple[TermKind, str]]) -> None:
    assert [(term.kind, term.text) for term in read_terms(query)] == kinds


@given(st.text(max_size=200))
def test_nothing_that_can_be_typed_is_refused(query: str) -> None:
    for term in read_terms(query):
        assert term.text
        assert not any(sign.isspace() or sign in '"*()' for sign in term.text)
        assert term.kind is not TermKind.DIGITS or term.text.isdecimal()


@pytest.mark.parametrize(
    ("query", "by", "number"),
    [
        ("明", MatchedBy.NAME, None),
        ("小明", MatchedBy.NAME, None),
        ("王小明", MatchedBy.NAME, None),
        ("wxm", MatchedBy.SOUND, None),
        ("wangxi", MatchedBy.SOUND, None),
        ("wang xiao ming", MatchedBy.SOUND, None),
        ("8000", MatchedBy.PHONE_END, OWN),
        ("6666", MatchedBy.PHONE_END, WORK),
        ("13800138000", MatchedBy.PHONE_END, OWN),
        ("010 8888 6666", MatchedBy.PHONE_END, WORK),
        ("0086 138 0013 8000", MatchedBy.PHONE_END, OWN),
        ("0013", MatchedBy.PHONE_PART, OWN),
        ("kh0042", MatchedBy.CUSTOMER_NUMBER, None),
        ("ht20230815", MatchedBy.CONTRACT_NUMBER, None),
        ("99120", MatchedBy.CONTRACT_NUMBER, None),
        ("王 8000", MatchedBy.PHONE_END, OWN),
    ],
)
def test_a_person_is_found_and_it_is_said_by_what(
    query: str, by: MatchedBy, number: str | None
) -> None:
    assert found(query) == Match(by, number)


@pytest.mark.parametrize("query", ["李", "xm", "80", "1234", "明小", "王 9999", "ht2024", "w m"])
def test_somebody_else_is_not_found(query: str) -> None:
    assert found(query) is None


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("仇小明", "qiu"),
        ("仇小明", "chouxm"[:4]),
        ("单雄信", "shan"),
        ("解缙", "xie"),
        ("查良镛", "zha"),
        ("区家麟", "ou"),
        ("曾国藩", "zeng"),
        ("尉迟恭", "yuchi"),
        ("尉迟恭", "ycg"),
        ("尉迟恭", "weichi"),
        ("万俟卨", "moqi"),
        ("朴树", "piao"),
        ("任盈盈", "ren"),
        ("欧阳修", "oyx"),
        ("吕布", "lv"),
        ("吕布", "lu"),
        ("吕布", "lü"),
        ("周长乐", "zhouzhangle"),
        ("周长乐", "zcy"),
        ("古丽·买买提", "gulimai"),
        ("José O’Neil", "oneil jo"),
        ("Anne-Marie Smith", "annem"),
        ("Anne-Marie Smith", "mari"),
    ],
)
def test_a_name_answers_to_the_ways_it_is_read(name: str, typed: str) -> None:
    assert found(typed, Findable(1, name, "x"))


def test_surnames_do_not_lose_their_ordinary_reading() -> None:
    assert {"qiuxiaoming", "chouxiaoming", "qxm", "cxm"} == sounds_of("仇小明")


def test_a_character_that_nobody_reads_does_no_harm() -> None:
    assert found("wang", Findable(1, "王\U00030edd", "x"))
    assert found("\U00030edd", Findable(1, "王\U00030edd", "x"))


def test_a_long_name_has_a_bounded_number_of_readings() -> None:
    assert len(sounds_of("仇乐长茜晟朝盛重行柏曾娜" * 3)) <= 24


@pytest.mark.parametrize("typed", ["7days", "7Days7 Trading", "ays7tra"])
def test_a_name_with_figures_in_it_is_found_by_its_name(typed: str) -> None:
    assert found(typed, Findable(1, "7Days7 Trading", "x")) == Match(MatchedBy.NAME)
    assert found(typed, Findable(1, "8Days8 Trading", "x")) is None


def test_a_short_customer_number_is_found_whole_only() -> None:
    person = Findable(1, "王", "A7")
    assert found("a7", person) == Match(MatchedBy.CUSTOMER_NUMBER)
    assert match(Term(TermKind.DIGITS, "7"), person, ()) is None


@given(st.text(alphabet="abcXYZ019-/ ", min_size=3, max_size=20))
def test_every_contract_number_is_found_as_it_is_written(number: str) -> None:
    person = Findable(1, "王", "x", (), (number,))
    if len(fold_reference(number)) >= 3:
        assert found(number, person)
