"""`callside demo` as a user starts it: with a screen, without one, and on a real X server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.domain.talk_track import Stage

ROOT = Path(__file__).parents[2]
LIMIT_S = 110
START = "import sys; from desktop.cli import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Run:
    """One demo that was played to its end."""

    folder: Path
    exit_status: int
    output: str
    errors: str

    @property
    def database(self) -> Path:
        return self.folder / "demo.db"


def command(folder: Path, *arguments: str) -> list[str]:
    """The command line of `callside` on the database of a folder."""
    return [sys.executable, "-c", START, "--database", str(folder / "demo.db"), *arguments]


def environment(folder: Path, **changes: str) -> dict[str, str]:
    """No screen, no user's files, whatever this machine has."""
    kept = {k: v for k, v in os.environ.items() if k not in SCREENS}
    homes = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "DATA", "STATE")}
    return {**kept, **homes, "PYTHONPATH": str(ROOT), **changes}


NO_FOLDER = f"{__file__}/below a file"
"""Where no folder can be made, whoever asks."""

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def start(folder: Path, *arguments: str, **changes: str) -> subprocess.Popen[str]:
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        command(folder, *arguments),
        cwd=folder,
        env=environment(folder, **changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str], folder: Path) -> Run:
    try:
        output, errors = process.communicate(timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return Run(folder, process.returncode, output, errors)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """A demo that plays by itself, and one without any screen and with no place for reports.

    Both at once: they wait a lot.
    """
    folder = tmp_path_factory.mktemp("demo")
    begun = {
        "auto": start(
            folder / "auto", "--language", "en", "demo", "--auto", QT_QPA_PLATFORM="offscreen"
        ),
        "no screen": start(folder / "no screen", "demo", XDG_STATE_HOME=NO_FOLDER),
    }
    return {name: finish(process, folder / name) for name, process in begun.items()}


def saved_outcomes(run: Run) -> dict[str, list[dict[str, object]]]:
    """What another process reads from the database of a demo."""
    result = subprocess.run(
        command(run.folder, "outcomes", "--json"),
        env=environment(run.folder),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("name", ["auto", "no screen"])
def test_the_demo_plays_a_call_whose_outcome_another_process_finds(
    runs: dict[str, Run], name: str
) -> None:
    run = runs[name]
    assert run.exit_status == 0, run.errors
    assert run.errors == ""
    found = saved_outcomes(run)
    assert len(found["outcomes"]) == 1
    assert found["outcomes"][0]["disposition"] == "promise"


def test_the_demo_tells_each_step_in_a_line(runs: dict[str, Run]) -> None:
    lines = runs["auto"].output.splitlines()
    assert lines[0].startswith("Ringing: +44****0101")
    heads = [line.partition(":")[0] for line in lines]
    for stage in Stage:
        assert stage.value.title() in heads
    assert heads[-2:] == ["Ended", "✓"]
    assert " · £" in lines[-1]
    assert all(line.partition(": ")[2] for line in lines)


def test_without_a_screen_the_demo_says_so_and_writes_pictures(runs: dict[str, Run]) -> None:
    run = runs["no screen"]
    assert run.output.splitlines()[0] == (
        "Callside: there is no display, so one call is played without a window."
    )
    pictures = sorted((run.folder / "callside-demo").glob("*.png"))
    names = [picture.stem.partition("-")[2] for picture in pictures]
    assert names == ["ring", *(stage.value for stage in Stage), "wrap-up", "saved"]
    assert all(picture.stat().st_size > 20_000 for picture in pictures)


def test_without_a_screen_the_desk_itself_refuses_in_a_line(tmp_path: Path) -> None:
    run = finish(start(tmp_path), tmp_path)
    assert run.exit_status == 2
    assert run.output == ""
    assert run.errors.startswith("callside: there is no display")
    assert len(run.errors.splitlines()) == 1
    assert not run.database.exists()


def test_pictures_that_cannot_be_written_end_the_demo_in_a_line(tmp_path: Path) -> None:
    run = finish(start(tmp_path, "demo", "--screenshots", NO_FOLDER), tmp_path)
    assert run.exit_status == 1
    assert run.errors.startswith("Callside: pictures cannot be written there: ")
    assert len(run.errors.splitlines()) == 1
    assert not run.database.exists()


def test_a_refused_demo_says_why_on_the_error_stream(tmp_path: Path) -> None:
    (tmp_path / "demo.db").write_bytes(b"not a database of ours")
    run = finish(start(tmp_path, "--language", "en", "demo", "--auto"), tmp_path)
    assert run.exit_status == 1
    assert len(run.errors.splitlines()) == 1
    assert "key file" in run.errors
    assert "key file" not in run.output


@pytest.mark.needs_x
@pytest.mark.real_program
def test_the_demo_plays_a_call_on_an_x_server(tmp_path: Path, x_display: str) -> None:
    run = finish(start(tmp_path, "demo", "--auto", DISPLAY=x_display), tmp_path)
    assert run.exit_status == 0, run.errors
    assert len(saved_outcomes(run)["outcomes"]) == 1
