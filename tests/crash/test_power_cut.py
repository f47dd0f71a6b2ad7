"""After a power cut the database has everything that was said to be saved, and nothing by half."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from desktop.store.database import Store
from desktop.store.errors import CorruptDatabaseError, WrongKeyError, translated
from tests.programs import require_program
from tests.store_samples import KEY, record

if sys.platform != "linux":
    pytest.skip("strace is a program of Linux", allow_module_level=True)

from tests.crash.lives import check_whole, lost
from tests.crash.power import FILES, Deed, Said, Synced, Write, power_cuts
from tests.crash.power import record as record_deeds

CALLS = 30
CALLS_OF_A_LONG_RUN = 60
IMAGES = 250
IMAGES_OF_CONTROLS = 100


@pytest.fixture(scope="module", autouse=True)
def strace() -> None:
    require_program("strace")


class Recording:
    """A database as it was, and all that was done to it afterwards."""

    def __init__(self, folder: Path, calls: int, synchronous: str) -> None:
        folder.mkdir()
        path = folder / FILES[0]
        with closing(Store.open(path, KEY)) as store:
            store.upsert_cases([record(timeline=())])
        self.before = path.read_bytes()
        self.deeds: list[Deed] = record_deeds(path, calls, synchronous, folder / "strace.log")
        shutil.rmtree(folder)


def judged(
    recording: Recording, folder: Path, images: int, *, lies: bool = False
) -> Iterator[int | None]:
    """Of each image how many acknowledged writes it lacks; None when it cannot be read whole."""
    random = Random(20260921)
    path = folder / FILES[0]
    for life, files in power_cuts(recording.before, recording.deeds, images, random, lies=lies):
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        try:
            with translated():
                missing = lost(path, life)
                with closing(Store.open(path, KEY)) as store:
                    check_whole(store)
        except (AssertionError, CorruptDatabaseError, WrongKeyError):
            yield None
        else:
            yield missing
        shutil.rmtree(folder)


def test_nothing_that_was_said_to_be_saved_is_lost(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "life", CALLS, "FULL")
    assert sum(isinstance(deed, Said) for deed in recording.deeds) == 9 * CALLS
    assert sum(isinstance(deed, Synced) for deed in recording.deeds) >= 2 * CALLS
    moved = [d for d in recording.deeds if isinstance(d, Write) and d.file == FILES[0]]
    assert moved, "no checkpoint is in the recording"
    assert set(judged(recording, tmp_path / "image", IMAGES)) == {0}
    lying = list(judged(recording, tmp_path / "image", IMAGES_OF_CONTROLS, lies=True))
    assert sum(missing != 0 for missing in lying) > IMAGES_OF_CONTROLS // 4


def test_a_desk_that_does_not_wait_for_the_disk_is_caught(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "life", CALLS, "NORMAL")
    found = list(judged(recording, tmp_path / "image", IMAGES_OF_CONTROLS))
    assert None not in found, "it loses what was last, and breaks nothing"
    assert sum(missing != 0 for missing in found) > IMAGES_OF_CONTROLS // 4


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_a_thousand_power_cuts(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "life", CALLS_OF_A_LONG_RUN, "FULL")
    assert set(judged(recording, tmp_path / "image", 1000)) == {0}
