"""The first start for real: a copy of the checkout, its own environment, no network.

The copy has no libraries to install and builds itself, so that pip needs nothing from outside.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.bootstrap import failures, stamp
from desktop.bootstrap.installer import LOCK
from desktop.bootstrap.lock import only_one, try_lock

HERE = Path(__file__).resolve().parents[2]
PYTHON = getattr(sys, "_base_executable", sys.executable)

PROJECT = """\
[build-system]
requires = []
build-backend = "own_build"
backend-path = ["."]

[project]
name = "callside"
version = "1"
dependencies = []
[project.optional-dependencies]
dev = []
"""

OWN_BUILD = '''\
"""Builds an editable wheel with nothing but the standard library."""
import pathlib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "callside-1-py3-none-any.whl"
    info = "callside-1.dist-info"
    files = {
        "callside.pth": f"{pathlib.Path.cwd()}\\n",
        f"{info}/METADATA": "Metadata-Version: 2.1\\nName: callside\\nVersion: 1\\n"
        "Provides-Extra: dev\\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\\nGenerator: own\\nRoot-Is-Purelib: true\\n"
        "Tag: py3-none-any\\n",
    }
    record = "".join(f"{each},,\\n" for each in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        for place, text in {**files, f"{info}/RECORD": record}.items():
            wheel.writestr(place, text)
    return name
'''

COMMAND_LINE = """\
import sys
def main(argv=None):
    print("command line", *argv)
    print("inside", sys.prefix)
    return 7
"""

SUITE = """\
import os, sys
print("suite", os.getcwd(), os.environ["QT_QPA_PLATFORM"], *sys.argv[1:])
"""

# Runs a start and notes the programs it starts, the files of the checkout it reads and the
# modules it loads, up to the moment it hands over.
WATCHED_START = """\
import os, runpy, sys
checkout, report = sys.argv[1:3]
sys.argv = ["desktop", "--version"]
sys.path.insert(0, checkout)
notes = []
before = set(sys.modules)
def note(event, arguments):
    if event in ("subprocess.Popen", "os.fork", "os.posix_spawn", "os.system", "os.exec"):
        notes.append(event)
    if event == "open" and str(arguments[0]).endswith((".ready", ".toml", ".log", ".lock")):
        notes.append(os.path.basename(arguments[0]))
    if event == "os.exec":
        notes.extend("module " + each for each in set(sys.modules) - before)
        place = os.open(report, os.O_WRONLY | os.O_CREAT)
        os.write(place, "\\n".join(notes).encode())
sys.addaudithook(note)
runpy.run_module("desktop", run_name="__main__", alter_sys=True)
"""

# Starts as if the Python in use were the stub named first.
STUBBED_START = """\
import runpy, sys
sys.executable = sys.argv[1]
sys.path.insert(0, ".")
sys.argv = ["desktop", "--version"]
runpy.run_module("desktop", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    package = root / "desktop"
    shutil.copytree(
        HERE / "desktop" / "bootstrap",
        package / "bootstrap",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name in ("__init__.py", "__main__.py"):
        shutil.copy(HERE / "desktop" / name, package)
    (package / "cli.py").write_text(COMMAND_LINE)
    (root / "pytest.py").write_text(SUITE)
    (root / "own_build.py").write_text(OWN_BUILD)
    (root / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "programs").mkdir()
    return root


def surroundings(checkout: Path, **more: str) -> dict[str, str]:
    """A plain user's environment: no settings of ours, no programs, no registry."""
    left_out = ("COVERAGE", "COV_", "PYTHON", "PIP_", "UV_", "QT_", "DISPLAY", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    offline = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
    return {**kept, **offline, "PATH": str(checkout.parent / "programs"), **more}


def start(
    checkout: Path, *words: str, before: tuple[str, ...] = (), **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, PYTHON, "-m", "desktop", *words],
        cwd=checkout,
        env=surroundings(checkout, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def make_quickly(checkout: Path) -> None:
    """Leave what a first start leaves, without pip's part of it."""
    command = [PYTHON, "-m", "venv", "--without-pip", checkout / ".venv"]
    subprocess.run(command, env=surroundings(checkout), check=True)
    (checkout / ".venv" / LOCK).touch()
    root = str(checkout)
    stamp.write(root, stamp.Stamp(stamp.made_from(root), [], []))


def log_of(checkout: Path) -> str:
    return (checkout / ".venv" / "install.log").read_text()


def test_a_first_start_makes_the_environment_and_goes_on_inside(checkout: Path) -> None:
    first = start(checkout, "--version", "two words")
    assert first.returncode == 7, first.stderr
    assert first.stdout.splitlines() == [
        "command line --version two words",
        f"inside {checkout / '.venv'}",
    ]
    assert first.stderr.splitlines() == [
        "Callside: installing libraries (first start only)…",
        "Callside: libraries are ready.",
    ]
    second = start(checkout, "--version")
    assert (second.returncode, second.stderr) == (7, "")


def test_a_second_start_reads_two_files_and_hands_over(checkout: Path, tmp_path: Path) -> None:
    make_quickly(checkout)
    report = tmp_path / "report"
    done = subprocess.run(
        [PYTHON, "-c", WATCHED_START, str(checkout), str(report)],
        cwd=checkout,
        env=surroundings(checkout),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 7, done.stderr
    notes = report.read_text().splitlines()
    events = [each for each in notes if not each.startswith("module ")]
    assert events == [".ready", "pyproject.toml", "os.exec"]
    ours = {each for each in notes if each.startswith("module desktop.bootstrap.")}
    assert ours == {f"module desktop.bootstrap.{name}" for name in ("failures", "needs", "stamp")}
    slow = {"subprocess", "pathlib", "json", "hashlib", "shutil", "argparse", "ctypes"}
    assert not slow & {each.removeprefix("module ") for each in notes}


def test_the_suite_runs_from_the_checkout_without_a_screen(checkout: Path) -> None:
    words = ("-q", "-m", "soak or benchmark")
    done = start(checkout, "test", *words)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"suite {checkout} offscreen {' '.join(words)}\n"
    assert ".[dev]" in log_of(checkout)
    shown = start(checkout, "test", QT_QPA_PLATFORM="xcb")
    assert shown.stdout == f"suite {checkout} xcb\n"


def test_new_libraries_are_installed_at_the_next_start(checkout: Path) -> None:
    start(checkout, "--version")
    project = checkout / "pyproject.toml"
    project.write_text(PROJECT.replace('"callside"', '"callside"\ndescription = "new"'))
    renewed = start(checkout, "--version")
    assert renewed.returncode == 7, renewed.stderr
    assert "Callside: renewing libraries…" in renewed.stderr
    assert "-m venv" not in log_of(checkout)


@pytest.mark.parametrize("lost", [".ready", "bin/python", "pyvenv.cfg", "lib"])
def test_a_half_made_environment_is_made_anew(checkout: Path, lost: str) -> None:
    make_quickly(checkout)
    place = checkout / ".venv" / lost
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink()
    if lost != "bin/python":  # a start that was stopped has not stamped either
        (checkout / ".venv" / ".ready").unlink(missing_ok=True)
    again = start(checkout, "--version")
    assert again.returncode == 7, again.stderr
    assert f"inside {checkout / '.venv'}" in again.stdout


def test_of_two_first_starts_one_installs(checkout: Path) -> None:
    both = [
        subprocess.Popen(
            [PYTHON, "-m", "desktop", "--version"],
            cwd=checkout,
            env=surroundings(checkout),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    spoken = [each.communicate(timeout=100) for each in both]
    assert [each.returncode for each in both] == [7, 7], spoken
    assert log_of(checkout).count("-m venv") == 1
    assert sum("installing libraries" in stderr for _, stderr in spoken) == 1


def test_an_installer_that_was_left_behind_still_holds_the_lock(tmp_path: Path) -> None:
    place = tmp_path / "lock"
    with only_one(place, lambda: pytest.fail("nobody else is there")) as held:
        left_behind = subprocess.Popen(["cat"], stdin=subprocess.PIPE, pass_fds=(held,))
    other = os.open(place, os.O_RDWR)
    try:
        assert not try_lock(other)
        left_behind.communicate()
        assert try_lock(other)
    finally:
        os.close(other)


def test_a_waiting_start_says_so_and_goes_on(tmp_path: Path) -> None:
    place = tmp_path / "lock"
    waited: list[str] = []
    first = only_one(place, lambda: waited.append("first"))
    first.__enter__()

    def leave() -> None:
        waited.append("second")
        first.__exit__(None, None, None)

    with only_one(place, leave):
        assert waited == ["second"]


def test_a_read_only_checkout_is_named(checkout: Path) -> None:
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:  # root writes anywhere unless it lays that right down
        setpriv = shutil.which("setpriv")
        assert setpriv is not None
        before = (setpriv, "--bounding-set=-all", "--inh-caps=-all")
    checkout.chmod(0o555)
    try:
        refused = start(checkout, "demo", before=before)
    finally:
        checkout.chmod(0o755)
    assert refused.returncode == failures.NO_RIGHTS
    assert refused.stderr == (
        f"Callside has no right to write in {checkout}. "
        "Copy the checkout to a folder of your own and start again.\n"
    )


def test_an_unreachable_registry_is_named(checkout: Path) -> None:
    project = checkout / "pyproject.toml"
    project.write_text(PROJECT.replace("dependencies = []", 'dependencies = ["no-such-thing"]'))
    build = checkout / "own_build.py"
    build.write_text(OWN_BUILD.replace("Provides", "Requires-Dist: no-such-thing\\nProvides"))
    nowhere = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    refused = start(checkout, "--version", **nowhere, PIP_RETRIES="1")
    assert refused.returncode == failures.NO_NETWORK, log_of(checkout)
    assert refused.stderr.splitlines()[1:] == [
        "Callside could not reach the package registry to install its libraries. "
        "Check the network and start again; details are in .venv/install.log."
    ]
    again = start(checkout, "--version", PIP_NO_INDEX="1")
    assert again.returncode == failures.NO_NETWORK
    assert "found no version of a library" in again.stderr


def test_a_python_without_pip_is_told_what_brings_it(checkout: Path, tmp_path: Path) -> None:
    stub = tmp_path / "python3"
    stub.write_text(
        '#!/bin/sh\ncase "$2" in "import pip" | "import ensurepip") exit 1 ;; esac\n'
        f'exec {PYTHON} "$@"\n'
    )
    stub.chmod(0o755)
    refused = subprocess.run(
        [PYTHON, "-c", STUBBED_START, str(stub)],
        cwd=checkout,
        env=surroundings(checkout),
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == failures.NO_PIP, refused.stderr
    assert refused.stderr.splitlines()[-1] == (
        f"Callside found neither pip nor uv for {stub}; install what your system calls python3-venv"
    )


def test_a_uv_that_fails_is_followed_by_pip(checkout: Path) -> None:
    uv = checkout.parent / "programs" / "uv"
    uv.write_text("#!/bin/sh\necho tried uv\nexit 2\n")
    uv.chmod(0o755)
    done = start(checkout, "--version")
    assert done.returncode == 7, done.stderr
    assert "tried uv" in log_of(checkout)


def test_uv_finds_its_own_lock_free(checkout: Path) -> None:
    uv = checkout.parent / "programs" / "uv"
    lock = checkout / ".venv" / ".lock"
    uv.write_text(
        f"#!{PYTHON}\nimport fcntl\n"
        f"fcntl.flock(open({str(lock)!r}, 'a'), fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
    )
    uv.chmod(0o755)
    done = start(checkout, "--version")
    assert done.returncode == 7, done.stderr
    assert "BlockingIOError" not in log_of(checkout)
    assert "-m pip" not in log_of(checkout)


def test_a_library_that_has_gone_is_named_and_brought_back(checkout: Path) -> None:
    command_line = checkout / "desktop" / "cli.py"
    make_quickly(checkout)
    command_line.write_text("import a_library_that_has_gone\n")
    damaged = start(checkout, "--version")
    assert damaged.returncode == failures.INSTALL_FAILED
    assert damaged.stderr == (
        "Callside cannot load a_library_that_has_gone: .venv is damaged. "
        "Start again to repair it.\n"
    )
    command_line.write_text(COMMAND_LINE)
    repaired = start(checkout, "--version")
    assert repaired.returncode == 7
    assert "-m venv" in log_of(checkout)


def test_a_system_library_that_has_gone_is_named(checkout: Path) -> None:
    make_quickly(checkout)
    words = "libEGL.so.1: cannot open shared object file: No such file or directory"
    (checkout / "desktop" / "cli.py").write_text(f"raise ImportError({words!r})\n")
    done = start(checkout, "--version")
    assert done.returncode == failures.MISSING_LIBRARIES
    assert done.stderr == "Callside needs the system library libEGL.so.1.\n"


def test_an_installed_copy_goes_straight_to_the_command_line(checkout: Path) -> None:
    (checkout / "pyproject.toml").unlink()
    done = start(checkout, "demo")
    assert done.returncode == 7
    assert done.stdout.splitlines()[0] == "command line demo"
    assert not (checkout / ".venv").exists()
    assert start(checkout, "test").returncode == 2
