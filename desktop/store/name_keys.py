"""How a Chinese name sounds: every reading in full and its initials, for names typed in letters."""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import islice, product

from desktop.domain.name_readings import (
    COMPOUND_SURNAME_READINGS,
    GIVEN_READINGS,
    SURNAME_READINGS,
)
from desktop.domain.search_terms import characters_of

_MOST_READINGS = 12
_LONGEST_NAME = 12
"""Characters of a name that are read; a firm is not typed further than that."""


@lru_cache(maxsize=4096)
def sounds_of(name: str) -> frozenset[str]:
    """`{qiuxiaoming, qxm, chouxiaoming, cxm}` for 仇小明; empty for a name in letters."""
    characters = characters_of(name)[:_LONGEST_NAME]
    if not characters:
        return frozenset()
    keys: set[str] = set()
    for syllables in islice(product(*_readings(characters)), _MOST_READINGS):
        keys.add("".join(syllables).replace("'", ""))
        keys.add("".join(part[0] for whole in syllables for part in whole.split("'")))
    return frozenset(keys)


def _readings(characters: str) -> list[tuple[str, ...]]:
    compound = COMPOUND_SURNAME_READINGS.get(characters[:2])
    if compound is not None:
        first, rest = compound, characters[2:]
    else:
        first, rest = _of_surname(characters[0]), characters[1:]
    return [first, *(_of_given(character) for character in rest)]


@lru_cache(maxsize=2048)
def _of_surname(character: str) -> tuple[str, ...]:
    return _both_ways(SURNAME_READINGS.get(character) or _default(character))


@lru_cache(maxsize=8192)
def _of_given(character: str) -> tuple[str, ...]:
    return _both_ways(GIVEN_READINGS.get(character) or _default(character))


def _both_ways(readings: tuple[str, ...]) -> tuple[str, ...]:
    """`ü` is typed `v` or `u`."""
    return readings + tuple(r.replace("v", "u") for r in readings if "v" in r)


def _default(character: str) -> tuple[str, ...]:
    """The usual reading; a character that nobody listed stands for itself."""
    # Whole phrases are never looked up, and would take a fifth of the desk's memory.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    import pypinyin

    return tuple(pypinyin.lazy_pinyin(character))
