"""A key change killed at any moment: the old key or the new one opens everything."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path
from random import Random
from select import select

import pytest

from desktop.store.aside import settle
from desktop.store.database import Store
from desktop.store.errors import WrongKeyError
from desktop.store.keys import open_or_create_key
from tests.store_samples import record

if os.name == "nt":
    pytest.skip("Windows has no SIGKILL", allow_module_level=True)

KILLS = 12
FILES = 200

CHANGE = """
    import sys
    from datetime import datetime
    from itertools import count
    from pathlib import Path
    from desktop.store.key_change import change_key
    from desktop.store.keys import keep_key, open_or_create_key

    path, first = Path(sys.argv[1]), int(sys.argv[2])
    key = open_or_create_key(path, lambda _: None, passphrase=f"passphrase {first}").key
    for n in count(first + 1):
        print(n, flush=True)
        keep = lambda p, k, n=n: keep_key(p, k, lambda _: None, passphrase=f"passphrase {n}")
        key = change_key(path, key, keep, datetime.now().astimezone()).kept.key
"""


def opens_with(path: Path, number: int) -> bool:
    try:
        key = open_or_create_key(path, lambda _: None, passphrase=f"passphrase {number}").key
    except WrongKeyError:
        return False
    with closing(Store.open(path, key)) as store:
        assert store.database["debtor"].count == FILES
        assert store.integrity_ok()
    return True


def test_killed_at_any_moment_one_of_the_two_keys_opens_everything(tmp_path: Path) -> None:
    path = tmp_path / "callside.db"
    key = open_or_create_key(path, lambda _: None, passphrase="passphrase 0").key
    with closing(Store.open(path, key)) as store:
        store.upsert_cases(record(f"D-{n}", numbers=()) for n in range(FILES))
    number, random = 0, Random(3)
    for _ in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(CHANGE), str(path), str(number)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert child.stdout is not None
        begun = int(child.stdout.readline())
        while select([child.stdout], [], [], random.uniform(0, 0.3))[0]:
            begun = int(child.stdout.readline())
        child.kill()
        child.wait()
        child.stdout.close()
        settle(path)
        (number,) = [n for n in (begun - 1, begun) if opens_with(path, n)]
    for aside in tmp_path.glob("callside.db.replaced-*[0-9]"):
        assert any(opens_with(aside, n) for n in range(number + 1))
