"""What is handed over agrees with the program: names, scheme, versions, data files, libraries."""

from __future__ import annotations

import configparser
import re
import runpy
from pathlib import Path

import pytest

from desktop import __version__
from desktop.bootstrap.needs import QT, X11
from desktop.bootstrap.system import PACKAGES
from desktop.speech.programs import WORKER_ARGUMENT

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "build_spec"
LINUX = SPEC / "linux"
SCHEME = "callside"


def desktop_entry(name: str) -> configparser.ConfigParser:
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string((LINUX / name).read_text("utf-8"))
    return entry


@pytest.mark.parametrize("name", ["callside.desktop", "callside-url.desktop"])
def test_a_desktop_entry_names_our_program_and_icon_in_both_languages(name: str) -> None:
    main = desktop_entry(name)["Desktop Entry"]
    assert main["Type"] == "Application"
    assert main["Exec"].split()[0] == "callside"
    assert main["Icon"] == "callside"
    assert main["Terminal"] == "false"
    assert set(re.findall(r"%.", main["Exec"])) <= {"%u"}
    spoken = {key: text for key, text in main.items() if key in ("Name", "GenericName", "Comment")}
    assert all(f"{key}[zh_CN]" in main or text == "Callside" for key, text in spoken.items())


def test_only_our_own_scheme_is_taken() -> None:
    link = desktop_entry("callside-url.desktop")["Desktop Entry"]
    assert link["MimeType"] == f"x-scheme-handler/{SCHEME};"
    assert link["Exec"] == "callside open %u"
    assert "MimeType" not in desktop_entry("callside.desktop")["Desktop Entry"]
    assert f'"CFBundleURLSchemes": ["{SCHEME}"]' in (SPEC / "callside.spec").read_text("utf-8")


def test_every_listed_action_has_its_group() -> None:
    entry = desktop_entry("callside.desktop")
    listed = [name for name in entry["Desktop Entry"]["Actions"].split(";") if name]
    groups = [group for group in entry.sections() if group.startswith("Desktop Action ")]
    assert groups == [f"Desktop Action {name}" for name in listed]


def test_the_package_asks_for_every_library_that_qt_needs() -> None:
    control = (LINUX / "control").read_text("utf-8")
    (depends,) = re.findall(r"^Depends: (.*)$", control, re.MULTILINE)
    asked = {name.strip() for part in depends.split(",") for name in part.split("|")}
    assert {each.name for each in PACKAGES if each.kind in (QT, X11)} <= asked


def test_the_file_properties_on_windows_tell_this_version() -> None:
    text = (SPEC / "windows/version_info.txt").read_text("utf-8")
    numbers = ", ".join([*__version__.split("."), "0"])
    assert text.count(f"({numbers})") == 2
    assert text.count(f'"{__version__}"') == 2


@pytest.mark.parametrize(
    ("icon", "begins"), [("windows/callside.ico", b"\0\0\1\0"), ("macos/callside.icns", b"icns")]
)
def test_the_icons_are_what_their_names_say(icon: str, begins: bytes) -> None:
    assert (SPEC / icon).read_bytes().startswith(begins)


def test_the_frozen_program_knows_its_own_child_program() -> None:
    entry = runpy.run_path(str(SPEC / "entry.py"))
    assert entry["SPEECH_WORKER"] == WORKER_ARGUMENT


def test_the_spec_is_python_that_compiles() -> None:
    compile((SPEC / "callside.spec").read_text("utf-8"), "callside.spec", "exec")
