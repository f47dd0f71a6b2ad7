"""Objects of a JSON file one after the other, however long the array or the file is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from desktop.files.encodings import Encoding, text_chunks
from desktop.files.format_errors import ImportFormatError, either

MOST_OBJECT_CHARACTERS = 4_000_000
_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class JsonObject:
    """One object: its place in the file counted from 1, its values, and its own text."""

    number: int
    values: dict[str, object]
    source: str


class _DoubledKeyError(ValueError):
    """An object that says a thing twice; either could be meant."""


def is_array(handle: BinaryIO, encoding: Encoding, language: str) -> bool:
    """Whether the file is one array; else it is objects line by line."""
    for chunk in text_chunks(handle, encoding, language):
        if text := chunk.lstrip(_SPACE):
            return text[0] == "["
    return False


def json_objects(handle: BinaryIO, encoding: Encoding, language: str) -> Iterator[JsonObject]:
    """The objects of an array, or of JSON lines. Numbers are given as the text they are.

    Raises `ImportFormatError`, also in between, when the text is not that.
    """
    decoder = json.JSONDecoder(
        object_pairs_hook=_once, parse_float=str, parse_int=str, parse_constant=_no_constant
    )
    source = _Buffer(text_chunks(handle, encoding, language))
    in_array = source.next_sign() == "["
    if in_array:
        source.skip()
    number = 0
    while True:
        sign = source.next_sign()
        if sign == "" and not in_array:
            return
        if in_array and sign == "]" and number == 0:
            break
        number += 1
        yield _object(source, decoder, number, language)
        if not in_array:
            continue
        sign = source.next_sign()
        if sign == "]":
            break
        if sign != ",":
            raise _broken(number + 1, language)
        source.skip()
    source.skip()
    if source.next_sign():
        raise _broken(number + 1, language)


def _object(source: _Buffer, decoder: json.JSONDecoder, number: int, language: str) -> JsonObject:
    while True:
        try:
            values, end = decoder.raw_decode(source.text, source.at)
        except _DoubledKeyError:
            raise _broken(number, language) from None
        except (ValueError, RecursionError):
            is_long = len(source.text) - source.at > MOST_OBJECT_CHARACTERS
            if is_long or not source.read_on():
                raise _broken(number, language) from None
            continue
        if not isinstance(values, dict):
            raise _broken(number, language)
        text = source.text[source.at : end]
        source.at = end
        return JsonObject(number, values, text)


class _Buffer:
    """The part of the text that is being read, from `at` on."""

    def __init__(self, chunks: Iterator[str]) -> None:
        self._chunks = chunks
        self.text = ""
        self.at = 0

    def next_sign(self) -> str:
        """The next character that is no space, without taking it; empty at the end."""
        while True:
            while self.at < len(self.text):
                sign = self.text[self.at]
                if sign not in _SPACE:
                    return sign
                self.at += 1
            if not self.read_on():
                return ""

    def skip(self) -> None:
        self.at += 1

    def read_on(self) -> bool:
        """Drop what was read and add the next piece; False at the end of the file."""
        for chunk in self._chunks:
            self.text = self.text[self.at :] + chunk
            self.at = 0
            if chunk:
                return True
        return False


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise _DoubledKeyError
    return values


def _no_constant(_name: str) -> object:
    raise _DoubledKeyError


def _broken(number: int, language: str) -> ImportFormatError:
    return ImportFormatError(
        either(
            f"第 {number} 个对象处不是有效的 JSON：应为对象的数组，或每行一个对象。",
            f"At object {number} this is not JSON: an array of objects or one object a line.",
            language,
        )
    )
