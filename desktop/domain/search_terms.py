"""What an agent types to find somebody, and whether a person is who was meant.

Everything is compared folded: full-width signs, capitals, accents, spaces and hyphens make no
difference, so `ＨＴ-2023/01` finds `ht202301` and `José` answers to `jose`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

FEWEST_FRAGMENT_CHARACTERS = 3
"""Any three signs in the middle of a number or a word find it; fewer must begin or be the whole."""

LONGEST_QUERY = 64

_RUN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[^\W_]+")
_CHINESE = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_INSIDE_A_WORD = re.compile(r"(?<=\w)['’`´.\-–/_·•・．](?=\w)")
_DIGITS = re.compile(r"[0-9]+")
_LEADING_ZEROS = re.compile(r"^0+(?=[0-9])")


class TermKind(Enum):
    """What a typed word can be."""

    CHARACTERS = "characters"
    LETTERS = "letters"
    DIGITS = "digits"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must fit. `words` are how `text` was typed when letters stand apart."""

    kind: TermKind
    text: str
    words: tuple[str, ...] = ()


class MatchedBy(Enum):
    """Which part of a file fits what was typed."""

    NAME = "name"
    SOUND = "sound"
    PHONE_END = "phone_end"
    PHONE_PART = "phone_part"
    CUSTOMER_NUMBER = "customer_number"
    CONTRACT_NUMBER = "contract_number"


@dataclass(frozen=True, slots=True)
class Findable:
    """What of a file can be searched. `numbers` are E.164, the person's own first."""

    debtor_id: int
    name: str
    customer_number: str
    numbers: tuple[str, ...] = ()
    contract_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Why somebody was found; `number` is the phone number that fitted, if one did."""

    by: MatchedBy
    number: str | None = None


def fold(text: str) -> str:
    """A text as it is compared: full-width signs as ASCII, small letters, no accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def fold_reference(text: str) -> str:
    """A customer, contract or phone number as it is compared: letters and digits only."""
    return "".join(_RUN.findall(fold(text)))


def fold_words(text: str) -> tuple[str, ...]:
    """The words of a name or a query; Chinese characters are apart from letters and digits."""
    return tuple(_RUN.findall(_INSIDE_A_WORD.sub("", fold(text))))


def is_chinese_word(word: str) -> bool:
    """Whether a folded word is written in Chinese characters."""
    return _CHINESE.match(word) is not None


def characters_of(name: str) -> str:
    """The Chinese characters of a name, in one piece."""
    return "".join(word for word in fold_words(name) if is_chinese_word(word))


def letter_words_of(name: str) -> tuple[str, ...]:
    """The other words of a name."""
    return tuple(word for word in fold_words(name) if not is_chinese_word(word))


def read_terms(query: str) -> tuple[Term, ...]:
    """What must fit. Parts of one kind belong together: `138 0013 8000` is one number."""
    words = fold_words(query[:LONGEST_QUERY])
    chinese = [word for word in words if is_chinese_word(word)]
    digits = [word for word in words if _DIGITS.fullmatch(word)]
    letters = [word for word in words if not is_chinese_word(word) and word.isalpha()]
    apart = {*chinese, *digits, *letters}
    terms = [Term(TermKind.REFERENCE, word) for word in words if word not in apart]
    if digits:
        terms.append(Term(TermKind.DIGITS, "".join(digits)))
    if chinese:
        terms.append(Term(TermKind.CHARACTERS, "".join(chinese)))
    if letters:
        terms.append(Term(TermKind.LETTERS, "".join(letters), tuple(letters)))
    return tuple(terms)


def readings_of(query: str) -> tuple[tuple[Term, ...], ...]:
    """The ways to read a query: each part must fit, or `HT 2023 01` is one number with spaces."""
    terms = read_terms(query)
    if len(terms) < 2 or any(term.kind is TermKind.CHARACTERS for term in terms):
        return (terms,) if terms else ()
    return terms, (Term(TermKind.REFERENCE, fold_reference(query[:LONGEST_QUERY])),)


def dialled_forms(digits: str) -> tuple[str, ...]:
    """A phone number as typed, and without the zeros that are dialled before it."""
    stripped = _LEADING_ZEROS.sub("", digits)
    return (digits,) if stripped == digits else (digits, stripped)


def match(term: Term, person: Findable, sounds: Collection[str]) -> Match | None:
    """Why a person fits a term, or None. `sounds` are the readings and initials of the name."""
    match term.kind:
        case TermKind.CHARACTERS:
            found = term.text in characters_of(person.name)
            return Match(MatchedBy.NAME) if found else None
        case TermKind.LETTERS:
            if _fits_letters(term, letter_words_of(person.name)):
                return Match(MatchedBy.NAME)
            if any(sound.startswith(term.text) for sound in sounds):
                return Match(MatchedBy.SOUND)
        case TermKind.DIGITS:
            fitting = _phone(term.text, person.numbers)
            if fitting is not None:
                return fitting
        case TermKind.REFERENCE:
            if _is_fragment(term.text, "".join(letter_words_of(person.name))):
                return Match(MatchedBy.NAME)
        case _:
            assert_never(term.kind)
    return _reference(term.text, person)


def _fits_letters(term: Term, words: tuple[str, ...]) -> bool:
    if all(any(word.startswith(typed) for word in words) for typed in term.words):
        return True
    joined = "".join(words)
    return joined.startswith(term.text) or _is_fragment(term.text, joined)


def _phone(digits: str, numbers: tuple[str, ...]) -> Match | None:
    if len(digits) < FEWEST_FRAGMENT_CHARACTERS:
        return None
    for form in dialled_forms(digits):
        for number in numbers:
            if number.endswith(form):
                return Match(MatchedBy.PHONE_END, number)
    for number in numbers:
        if digits in number:
            return Match(MatchedBy.PHONE_PART, number)
    return None


def _reference(text: str, person: Findable) -> Match | None:
    customer = fold_reference(person.customer_number)
    if text == customer or _is_fragment(text, customer):
        return Match(MatchedBy.CUSTOMER_NUMBER)
    if any(_is_fragment(text, fold_reference(ref)) for ref in person.contract_numbers):
        return Match(MatchedBy.CONTRACT_NUMBER)
    return None


def _is_fragment(text: str, whole: str) -> bool:
    return len(text) >= FEWEST_FRAGMENT_CHARACTERS and text in whole
