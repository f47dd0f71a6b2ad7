"""Killed at any moment, the desk has everything that it said was saved, and nothing by half."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from desktop.store.database import Store
from desktop.store.schema import STEPS, schema_version
from tests.store_samples import KEY, record

if os.name == "nt":
    pytest.skip("Windows has neither fork nor SIGKILL", allow_module_level=True)

from tests.crash.lives import Victims, check_whole, lost
from tests.crash.victim import HONEST, LIAR, entries_of, outcome_of

ROUNDS = 7
LIVES_PER_ROUND = 30
BIRTHS = 30
LIES = 10
KILLS, KILLS_OF_A_DATABASE = 3000, 100


@pytest.fixture(scope="module")
def victims() -> Iterator[Victims]:
    with Victims.started() as victims:
        yield victims


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "callside.db"
    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases([record(timeline=())])
    return path


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_acknowledged_write_is_lost_and_none_is_doubled(
    victims: Victims, path: Path, seed: int
) -> None:
    random = Random(seed)
    number = acknowledged = 0
    for _ in range(LIVES_PER_ROUND):
        life = victims.live_and_die(path, number, HONEST, random)
        assert not life.failed
        assert lost(path, life) == 0
        acknowledged += life.acknowledged
        with closing(Store.open(path, KEY)) as store:
            outcomes = check_whole(store)
            # What the killed program would do at its next start: everything again, same keys.
            last = max((n for n, _ in life.entries), default=number)
            for again in range(last, last + 2):
                store.append_journal(entries_of(again))
                store.save_outcome(outcome_of(again))
                store.save_outcome(outcome_of(again))
            assert check_whole(store) in (outcomes + 1, outcomes + 2)
            number = last + 2
    assert acknowledged > LIVES_PER_ROUND * 15


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_three_thousand_kills(victims: Victims, tmp_path: Path) -> None:
    """As above, on a fresh database every hundred lives, so that each check stays short."""
    kills = acknowledged = 0
    for seed in range(KILLS // KILLS_OF_A_DATABASE):
        path = tmp_path / f"round-{seed}.db"
        with closing(Store.open(path, KEY)) as store:
            store.upsert_cases([record(timeline=())])
        random = Random(f"kills {seed}")
        number = 0
        for _ in range(KILLS_OF_A_DATABASE):
            life = victims.live_and_die(path, number, HONEST, random)
            assert not life.failed
            assert lost(path, life) == 0
            kills += 1
            acknowledged += life.acknowledged
            number = max((n for n, _ in life.entries), default=number) + 2
        with closing(Store.open(path, KEY)) as store:
            check_whole(store)
        path.unlink()
    assert kills == KILLS
    assert acknowledged > KILLS * 15


def test_a_database_killed_at_its_birth_is_made_at_the_next_start(
    victims: Victims, tmp_path: Path
) -> None:
    random = Random(4711)
    for birth in range(BIRTHS):
        path = tmp_path / f"birth-{birth}.db"
        victims.live_and_die(path, 0, HONEST, random)
        with closing(Store.open(path, KEY)) as store:
            assert schema_version(store.database) == len(STEPS)
            assert store.integrity_ok(thorough=True)


def test_the_harness_notices_an_acknowledgement_that_came_too_early(
    victims: Victims, path: Path
) -> None:
    random = Random(7)
    lies = [lost(path, victims.live_and_die(path, 1000 * n, LIAR, random)) for n in range(LIES)]
    assert sum(lies) > 0
