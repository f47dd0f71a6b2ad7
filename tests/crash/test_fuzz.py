"""Nothing from outside crashes the program, hangs it, or is half taken.

The suite tries a few hundred inputs of each kind; `python3 -m desktop test -m fuzz` goes on for a
minute each, guided by coverage (Atheris).
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.crash.fuzz_seeds import SEEDS
from tests.crash.fuzz_targets import TARGETS

SECONDS_EACH = int(os.environ.get("CALLSIDE_FUZZ_SECONDS", "60"))
ROOT = Path(__file__).parents[2]


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Any bytes, and known inputs with a piece taken out, doubled or replaced."""

    @st.composite
    def mangled(draw: st.DrawFn) -> bytes:
        seed = draw(st.sampled_from(SEEDS[name]))
        start = draw(st.integers(0, len(seed)))
        end = draw(st.integers(start, min(len(seed), start + 40)))
        between = draw(st.one_of(st.just(b""), st.just(seed[start:end] * 2), st.binary(max_size=8)))
        return seed[:start] + between + seed[end:]

    return st.one_of(st.binary(max_size=400), mangled())


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_known_inputs_are_taken(name: str) -> None:
    for seed in SEEDS[name]:
        TARGETS[name](seed)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_any_bytes_are_taken_or_refused(name: str) -> None:
    target: Callable[[bytes], None] = TARGETS[name]

    @settings(max_examples=150, deadline=None)
    @given(inputs(name))
    def check(content: bytes) -> None:
        target(content)

    check()


@pytest.mark.fuzz
@pytest.mark.timeout(SECONDS_EACH + 120)
@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_minute_of_guided_inputs_finds_nothing(name: str, tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.fail("install the extra `fuzz`: python -m pip install '.[fuzz]'")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [f"-max_total_time={SECONDS_EACH}", "-timeout=10", "-rss_limit_mb=2048"]
    run = subprocess.run(
        [sys.executable, "-m", "tests.crash.fuzz_targets", name, *options, str(corpus)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert run.returncode == 0, run.stderr[-3000:]
