"""The first start, its decisions: what is needed, what is made anew, and what is said."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.bootstrap import failures, needs, stamp, system
from desktop.bootstrap.apt import Apt
from desktop.bootstrap.environment import build, is_installed, remember
from desktop.bootstrap.failures import StartError, from_os_error, require_python
from desktop.bootstrap.installer import Installer, cause
from desktop.bootstrap.needs import Need
from desktop.bootstrap.packages import SystemPackages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

PROJECT = '[project]\nname = "callside"\ndependencies = []\n[tool.ruff]\nline-length = 100\n'
PLAIN = Need([], [], suite=False)
TEST = Need(["dev"], [needs.QT, needs.X11, needs.VOICE, needs.SUITE], suite=True)
WINDOW = Need([], [needs.QT, needs.X11, needs.VOICE], suite=False)


@pytest.fixture
def root(tmp_path: Path) -> str:
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / ".venv").mkdir()
    return str(tmp_path)


class FakeInstaller:
    """Notes what it is asked for and whether a stamp was there meanwhile."""

    def __init__(self, root: str, *, works: bool = True, error: StartError | None = None) -> None:
        self.steps: list[str] = []
        self.stamps_seen: list[bool] = []
        self._root = root
        self._works = works
        self._error = error

    def works(self) -> bool:
        return self._works

    def make(self) -> None:
        self.steps.append("make")

    def install(self, extras: Iterable[str]) -> None:
        self.steps.append(f"install {','.join(sorted(extras))}".strip())
        self.stamps_seen.append(stamp.read(self._root) is not None)
        if self._error is not None:
            raise self._error


class FakeRunner:
    """Answers every command by rule and notes those that were run."""

    def __init__(self, succeeds: Callable[[str], bool], output: str = "") -> None:
        self.commands: list[str] = []
        self._succeeds = succeeds
        self._output = output

    def run(self, command: Sequence[str], settings: Mapping[str, str] | None = None) -> bool:
        self.commands.append(" ".join(command))
        return self._succeeds(self.commands[-1])

    def output(self) -> str:
        return self._output


class FakeApt:
    """A machine on which packages can, or cannot, be brought."""

    def __init__(self, *, allowed: bool) -> None:
        self.asked: list[tuple[list[str], list[str]]] = []
        self._allowed = allowed

    def may_install(self) -> bool:
        return self._allowed

    def install(self, packages: Sequence[str], vital: Sequence[str] = ()) -> bool:
        self.asked.append((list(packages), list(vital)))
        return self._allowed

    def by_hand(self, packages: Sequence[str]) -> str:
        return f"run: bring {' '.join(packages)}"


def programs(folder: Path, *names: str) -> str:
    for name in names:
        (folder / name).touch(mode=0o755)
    return str(folder)


@pytest.mark.parametrize("version", [(3, 9, 2), (3, 10, 12), (2, 7, 18)])
def test_an_old_python_is_refused_in_one_sentence(version: tuple[int, ...]) -> None:
    with pytest.raises(StartError) as refused:
        require_python(version)
    this = ".".join(map(str, version))
    assert str(refused.value) == f"Callside needs Python 3.11 or newer, this is {this}."
    assert refused.value.status == failures.WRONG_PYTHON


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 5), (4, 0, 0)])
def test_a_new_python_is_accepted(version: tuple[int, ...]) -> None:
    require_python(version)


def test_every_cause_has_its_own_status() -> None:
    statuses = [getattr(failures, name) for name in dir(failures) if name.isupper()]
    numbers = [each for each in statuses if isinstance(each, int)]
    assert len(numbers) == len(set(numbers)) == 8
    assert not set(numbers) & set(range(6))


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("", True),
        ("demo", True),
        ("--language en", True),
        ("--database x.db practice --seed 3", True),
        ("--database demo import calls.csv", False),
        ("practice --simulate 20", False),
        ("demo --help", False),
        ("--version", False),
        ("pop 13800000000", False),
        ("export calls demo", False),
    ],
)
def test_only_commands_with_a_window_ask_for_system_packages(words: str, *, window: bool) -> None:
    need = needs.of_command_line(words.split(), {}, "linux")
    assert need.system == (frozenset({needs.QT, needs.VOICE}) if window else frozenset())
    assert not need.extras


@pytest.mark.parametrize(
    ("environ", "x11"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "xcb"}, True),
    ],
)
def test_x11_is_asked_for_where_qt_will_use_it(environ: dict[str, str], *, x11: bool) -> None:
    assert (needs.X11 in needs.of_command_line(["demo"], environ, "linux").system) is x11


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_bring_qt_their_own_way(platform: str) -> None:
    assert not needs.of_command_line(["demo"], {"DISPLAY": ":0"}, platform).system
    assert needs.of_command_line(["test"], {}, platform).extras == {"dev"}


def test_a_stamp_is_read_back_as_written(root: str) -> None:
    stamp.write(root, stamp.Stamp(stamp.made_from(root), ["dev"], [needs.QT]))
    assert stamp.is_ready(root, Need(["dev"], [needs.QT], suite=False))
    assert not stamp.is_ready(root, Need([], [needs.X11], suite=False))
    assert [each.name for each in Path(root, ".venv").iterdir()] == [".ready"]


@pytest.mark.parametrize("text", ["", "callside 1", "callside 0\n\n\npython 3.11\n", "\xff\n\n\n"])
def test_a_stamp_that_is_torn_or_foreign_is_no_stamp(root: str, text: str) -> None:
    Path(root, ".venv", ".ready").write_bytes(text.encode("latin-1"))
    assert stamp.read(root) is None


def test_a_start_without_pyproject_is_not_ready(root: str) -> None:
    stamp.write(root, stamp.Stamp(stamp.made_from(root), [], []))
    Path(root, "pyproject.toml").unlink()
    assert not stamp.is_ready(root, PLAIN)


def test_a_first_start_makes_installs_and_stamps(root: str) -> None:
    installer = FakeInstaller(root, works=False)
    build(root, PLAIN, installer, ours=False)
    assert installer.steps == ["make", "install"]
    assert stamp.is_ready(root, PLAIN)
    assert not is_installed(root, TEST)


def test_new_libraries_are_installed_on_top_with_the_extras_of_before(root: str) -> None:
    build(root, TEST, FakeInstaller(root), ours=True)
    Path(root, "pyproject.toml").write_text(PROJECT.replace("[]", '["PyYAML"]'))
    assert not is_installed(root, PLAIN)
    installer = FakeInstaller(root)
    build(root, PLAIN, installer, ours=True)
    assert installer.steps == ["install dev"]
    assert installer.stamps_seen == [False]
    assert is_installed(root, TEST)


def test_a_change_that_installs_nothing_only_renews_the_stamp(root: str) -> None:
    build(root, PLAIN, FakeInstaller(root), ours=True)
    Path(root, "pyproject.toml").write_text(PROJECT.replace("100", "99"))
    assert not stamp.is_ready(root, PLAIN)
    assert is_installed(root, PLAIN)
    remember(root, [])
    assert stamp.is_ready(root, PLAIN)


def test_a_pyproject_that_cannot_be_parsed_is_left_to_the_installer(root: str) -> None:
    build(root, PLAIN, FakeInstaller(root), ours=True)
    Path(root, "pyproject.toml").write_text("[project")
    assert not is_installed(root, PLAIN)


@pytest.mark.parametrize("old", ["python 3.1\nroot {root}", "python {version}\nroot /elsewhere"])
def test_another_python_or_place_makes_all_anew(root: str, old: str) -> None:
    version = "{}.{}".format(*sys.version_info[:2])
    made = f"{old.format(root=root, version=version)}\n{PROJECT}"
    stamp.write(root, stamp.Stamp(made, [], []))
    assert not is_installed(root, PLAIN)
    installer = FakeInstaller(root)
    build(root, PLAIN, installer, ours=True)
    assert installer.steps == ["make", "install"]


@pytest.mark.parametrize(
    ("ours", "works", "steps"),
    [
        (True, True, ["make", "install"]),  # half made by an earlier start
        (False, True, ["install"]),  # somebody's own, and sound
        (False, False, ["make", "install"]),
    ],
)
def test_an_environment_without_stamp(
    root: str, *, ours: bool, works: bool, steps: list[str]
) -> None:
    installer = FakeInstaller(root, works=works)
    build(root, PLAIN, installer, ours=ours)
    assert installer.steps == steps


def test_a_failed_installation_leaves_no_stamp(root: str) -> None:
    build(root, PLAIN, FakeInstaller(root), ours=True)
    error = StartError(failures.NO_NETWORK, "no network")
    with pytest.raises(StartError, match="no network"):
        build(root, TEST, FakeInstaller(root, error=error), ours=True)
    assert stamp.read(root) is None


def test_noted_kinds_are_added_to_those_of_before(root: str) -> None:
    remember(root, [needs.QT])
    assert stamp.read(root) is None
    build(root, PLAIN, FakeInstaller(root), ours=True)
    remember(root, [needs.QT])
    remember(root, [needs.X11])
    assert stamp.is_ready(root, Need([], [needs.QT, needs.X11], suite=False))


@pytest.mark.parametrize(
    ("output", "status"),
    [
        ("OSError: [Errno 28] No space left on device", failures.NO_DISK_SPACE),
        ("NewConnectionError('…')\nNo matching distribution found", failures.NO_NETWORK),
        ("error sending request for url", failures.NO_NETWORK),
        ("ERROR: No matching distribution found for sqlcipher3", failures.NO_NETWORK),
        ("[Errno 13] Permission denied: 'x'", failures.NO_RIGHTS),
        ("error: subprocess-exited-with-error", failures.INSTALL_FAILED),
    ],
)
def test_the_cause_is_read_from_the_installers_words(output: str, status: int) -> None:
    failure = cause(output, "/somewhere")
    assert failure.status == status
    assert "\n" not in str(failure)


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (errno.EACCES, failures.NO_RIGHTS),
        (errno.EROFS, failures.NO_RIGHTS),
        (errno.ENOSPC, failures.NO_DISK_SPACE),
        (errno.EIO, failures.INSTALL_FAILED),
    ],
)
def test_the_cause_is_read_from_the_systems_error(number: int, status: int) -> None:
    assert from_os_error(OSError(number, "text"), "/somewhere").status == status


def test_uv_is_tried_first_and_pip_after_it(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", programs(tmp_path, "uv"))
    runner = FakeRunner(lambda command: "/uv pip" not in command)
    Installer(root, runner, FakeApt(allowed=False)).install(["dev"])
    installs = [each for each in runner.commands if "install" in each]
    assert "/uv pip install --python" in installs[0]
    assert "-m pip install" in installs[-1]
    assert all(each.endswith("-e .[dev]") for each in installs)


def test_another_pip_fills_the_environment_where_ensurepip_is_not(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    runner = FakeRunner(lambda command: "ensurepip" not in command)
    Installer(root, runner, FakeApt(allowed=False)).install([])
    assert f"-m pip --python {stamp.interpreter(root)} install" in runner.commands[-1]
    assert runner.commands[-1].endswith("-e .")


def test_without_pip_the_package_that_brings_it_is_named(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StartError, match="run: bring python3-venv") as refused:
        Installer(root, FakeRunner(lambda _: False), FakeApt(allowed=False)).install([])
    assert refused.value.status == failures.NO_PIP


def test_with_the_right_to_do_so_pip_is_brought(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    apt = FakeApt(allowed=True)
    runner = FakeRunner(lambda command: bool(apt.asked) or "import" not in command)
    Installer(root, runner, apt).install([])
    assert apt.asked == [(["python3-venv"], [])]


def test_a_full_disk_is_given_back_what_was_taken(root: str) -> None:
    Path(root, ".venv", "lib").mkdir()
    Path(root, ".venv", "install.log").touch()
    runner = FakeRunner(lambda command: "-e ." not in command, "No space left on device")
    with pytest.raises(StartError) as refused:
        Installer(root, runner, FakeApt(allowed=False)).install([])
    assert refused.value.status == failures.NO_DISK_SPACE
    assert [each.name for each in Path(root, ".venv").iterdir()] == ["install.log"]


def test_missing_packages_are_brought_what_qt_needs_named_as_vital() -> None:
    apt = FakeApt(allowed=True)
    packages = SystemPackages(WINDOW, apt, lambda shown: shown not in {"libGL.so.1", "aplay"})
    packages.bring()
    assert apt.asked == [(["libgl1", "alsa-utils"], ["libgl1"])]


def test_nothing_is_brought_where_nothing_is_missing_or_nobody_may() -> None:
    for allowed, found in ((True, True), (False, False)):
        apt = FakeApt(allowed=allowed)
        SystemPackages(WINDOW, apt, lambda _, found=found: found).bring()
        assert apt.asked == []


def test_qts_missing_libraries_stop_a_window(capsys: pytest.CaptureFixture[str]) -> None:
    missing = {"libxcb-cursor.so.0", "aplay"}
    packages = SystemPackages(WINDOW, FakeApt(allowed=False), lambda shown: shown not in missing)
    packages.tell_missing()
    assert "run: bring libxcb-cursor0 alsa-utils" in capsys.readouterr().err
    with pytest.raises(StartError) as refused:
        packages.settled()
    assert refused.value.status == failures.MISSING_LIBRARIES
    assert str(refused.value) == (
        "Callside cannot start Qt without libxcb-cursor.so.0; run: bring libxcb-cursor0 alsa-utils"
    )


def test_a_missing_voice_is_said_once_and_stops_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    packages = SystemPackages(WINDOW, FakeApt(allowed=False), lambda shown: shown != "aplay")
    packages.tell_missing()
    assert packages.settled() == sorted(WINDOW.system)
    assert capsys.readouterr().err.count("run: bring alsa-utils") == 1


def test_programs_of_the_tests_are_looked_for_until_they_are_there() -> None:
    packages = SystemPackages(TEST, FakeApt(allowed=False), lambda shown: shown != "sipp")
    assert needs.SUITE not in packages.settled()


@pytest.mark.skipif(sys.platform != "linux", reason="sonames are Linux's")
def test_libraries_programs_and_plug_ins_are_found_by_name() -> None:
    assert system.is_there("libc.so.6")
    assert system.is_there("sh")
    assert not system.is_there("libnothing.so.1")
    assert not system.is_there("no-such-program")
    assert not system.is_there("nothing/here.so")


def test_apt_reads_its_lists_anew_and_then_brings_at_least_the_vital(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", programs(tmp_path, "apt-get", "sudo"))
    runner = FakeRunner(lambda command: "sip-tester" not in command)
    assert Apt(runner).install(["libgl1", "sip-tester"], ["libgl1"])
    steps = [each.partition("Timeout=300 ")[2] for each in runner.commands if "apt-get" in each]
    assert steps == [
        "install -y --no-install-recommends libgl1 sip-tester",
        "update",
        "install -y --no-install-recommends libgl1 sip-tester",
        "install -y --no-install-recommends libgl1",
    ]


def test_without_network_apt_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", programs(tmp_path, "apt-get", "sudo"))
    runner = FakeRunner(lambda command: "apt-get" not in command)
    assert not Apt(runner).install(["libgl1"], ["libgl1"])
    assert sum("apt-get" in each for each in runner.commands) == 2


def test_without_apt_the_user_is_told_what_to_look_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    apt = Apt(FakeRunner(lambda _: True))
    assert not apt.may_install()
    assert not apt.install(["libgl1"])
    assert apt.by_hand(["libgl1"]) == "install what your system calls libgl1"
