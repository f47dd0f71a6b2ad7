from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.cases import PhoneKind
from desktop.domain.written_phones import KIND_WORDS, split_phones, write_phone

SELF, WORK, HOME, CONTACT = PhoneKind.SELF, PhoneKind.WORK, PhoneKind.HOME, PhoneKind.CONTACT


def pairs(text: str) -> list[tuple[str, PhoneKind]]:
    return [(phone.written, phone.kind) for phone in split_phones(text, SELF)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13800138000", [("13800138000", SELF)]),
        ("13800138000；010-62345678", [("13800138000", SELF), ("010-62345678", SELF)]),
        (
            "13800138000(本人) 010-62345678(单位)",
            [("13800138000", SELF), ("010-62345678", WORK)],
        ),
        ("13800138000，13900139000", [("13800138000", SELF), ("13900139000", SELF)]),
        ("13800138000 13900139000", [("13800138000", SELF), ("13900139000", SELF)]),
        ("138 0013 8000", [("138 0013 8000", SELF)]),
        ("(0571) 8888 8888", [("(0571) 8888 8888", SELF)]),
        ("（010）62345678（家庭）", [("（010）62345678", HOME)]),
        (
            "单位：010-62345678、母亲: 13800138001",
            [("010-62345678", WORK), ("13800138001", CONTACT)],
        ),
        ("010-62345678转8001", [("010-62345678转8001", SELF)]),
        ("13800138000,,12", [("13800138000,,12", SELF)]),
        ("13800138000(张三)", [("13800138000(张三)", SELF)]),
        (" ；; ", []),
    ],
)
def test_several_numbers_of_one_cell_are_told_apart(
    text: str, expected: list[tuple[str, PhoneKind]]
) -> None:
    assert pairs(text) == expected


def test_a_number_may_be_settled_beside_what_was_dialled() -> None:
    (phone,) = split_phones("07700 900101[+447700900101](单位)", SELF)

    assert phone == ("07700 900101", WORK, "+447700900101")


@given(kind=st.sampled_from(PhoneKind), data=st.data())
def test_every_word_for_a_kind_is_read(kind: PhoneKind, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(KIND_WORDS[kind]))

    assert pairs(f"13800138000({word})") == [("13800138000", kind)]
    assert pairs(write_phone("13800138000", kind)) == [("13800138000", kind)]


@given(st.text())
def test_any_text_is_split_without_harm(text: str) -> None:
    for written, _, number in split_phones(text, SELF):
        assert written or number
