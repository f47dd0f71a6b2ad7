"""`search`: what an agent types, from the first key to the first people, as the store answers it.

Each kind is asked for random debtors; names and sounds are typed key by key, for each key searches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from random import Random

from desktop.bench.figures import Figure, percentile
from desktop.bench.full_size import Scale, full_size_database
from desktop.bench.workbench import timed_ms
from desktop.domain.search_terms import Findable, characters_of
from desktop.store.database import Store
from desktop.store.name_keys import sounds_of
from desktop.store.search_index import people

DEBTORS_ASKED_FOR = 150
SLOWEST_MS = 20.0

_SEED = 20261124
_WARM_UPS = 20
_BARRED = frozenset({"name", "pinyin", "initials", "last four digits"})


def measure_search(scale: Scale, debtors: int = DEBTORS_ASKED_FOR) -> list[Figure]:
    """Search for random debtors by each of their keys."""
    made = full_size_database(scale)
    took: dict[str, list[float]] = defaultdict(list)
    with closing(Store.open(made.path, made.key)) as store:
        random = Random(_SEED)  # noqa: S311 - whom one looks for is no secret
        ids = [random.randint(1, made.debtors) for _ in range(_WARM_UPS + debtors)]
        for turn, person in enumerate(people(store.database.conn, ids)):
            for kind, typed in _typed(person):
                milliseconds = timed_ms(partial(store.search, typed))
                if turn >= _WARM_UPS:
                    took[kind].append(milliseconds)
    return [
        Figure(
            f"search by {kind} p99",
            None,
            percentile(samples, 99),
            SLOWEST_MS if kind in _BARRED else None,
            "ms",
            len(samples),
        )
        for kind, samples in took.items()
    ]


def _typed(person: Findable) -> Iterator[tuple[str, str]]:
    """What is typed for one person: one to three characters, letters key by key, digits."""
    characters = characters_of(person.name)
    for length in range(1, min(3, len(characters)) + 1):
        yield "name", characters[:length]
        yield "name", characters[-length:]
    sounds = sorted(sounds_of(person.name), key=len)
    if sounds:
        yield "initials", sounds[0]
        yield from (("pinyin", sounds[-1][:length]) for length in range(1, len(sounds[-1]) + 1))
    else:
        yield from (("name in letters", word[:3]) for word in person.name.split())
        yield "part of a name in letters", person.name.split()[-1][1:]
    for number in person.numbers[:1]:
        yield "last four digits", number[-4:]
        yield "part of a phone number", number[5:10]
        yield "whole phone number", number[3:]
        if characters:
            yield "character and last four digits", f"{characters[0]} {number[-4:]}"
    yield "customer number", person.customer_number
    yield from (("contract number", number) for number in person.contract_numbers[:1])
