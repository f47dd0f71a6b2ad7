"""Both catalogues are whole, belong to the sources as they are, and keep every placeholder."""

from __future__ import annotations

import re
import shutil
import string
import subprocess
import sys
from collections import Counter
from enum import Enum
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop.content.resources import find_resources
from desktop.domain import (
    calls,
    cases,
    commitment,
    conversation,
    file_changes,
    matching,
    outcome,
    search_terms,
    talk_track,
)
from desktop.session.ports import StorageError
from desktop.store.errors import StoreRefusedError
from desktop.ui import labels

SOURCES = Path(labels.__file__).parents[1]
CATALOGUES = find_resources() / "i18n"
LANGUAGES = ["zh_CN", "en"]
MessageKey = tuple[str, str, str]

SHOWN = (
    calls.CallState,
    calls.Direction,
    calls.EndReason,
    calls.LineState,
    cases.HoldKind,
    cases.PhoneKind,
    cases.PromiseState,
    cases.TimelineKind,
    commitment.CommitmentFault,
    conversation.Signal,
    file_changes.UndoFault,
    matching.MatchReason,
    outcome.Disposition,
    outcome.FieldFault,
    outcome.OutcomeField,
    search_terms.MatchedBy,
    talk_track.DebtorState,
    talk_track.Stage,
)
"""Every enumeration of the domain of which the window names a member."""


def tool(name: str) -> str:
    """A Qt tool that comes with PySide6."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    assert found is not None, name
    return found


def messages(path: Path) -> dict[MessageKey, ElementTree.Element]:
    """The messages of a catalogue by context, source text and comment."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = (
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
            )
            assert key not in found, key
            found[key] = message
    return found


def translations(message: ElementTree.Element) -> list[str]:
    """The translation, in each of its plural forms."""
    translation = message.find("translation")
    assert translation is not None
    return [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]


def placeholders(text: str) -> Counter[str]:
    """What is filled in later: `{name}`, `%n`, `%1`."""
    named = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    return Counter(named + re.findall(r"%L?(?:n|\d)", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    found = messages(CATALOGUES / f"{language}.ts")
    assert len(found) > 200
    for key, message in found.items():
        translation = message.find("translation")
        assert translation is not None, key
        assert translation.get("type") is None, key
        assert all(text.strip() for text in translations(message)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_is_kept(language: str) -> None:
    for key, message in messages(CATALOGUES / f"{language}.ts").items():
        for text in translations(message):
            assert placeholders(text) == placeholders(key[1]), key


@pytest.mark.parametrize(("language", "forms"), [("zh_CN", 1), ("en", 2)])
def test_counted_messages_have_every_plural_form(language: str, forms: int) -> None:
    counted = [
        message
        for message in messages(CATALOGUES / f"{language}.ts").values()
        if message.get("numerus") == "yes"
    ]
    assert counted
    for message in counted:
        assert len(translations(message)) == forms, message.findtext("source")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_just_what_the_sources_say(language: str, tmp_path: Path) -> None:
    copy = tmp_path / f"{language}.ts"
    shutil.copy(CATALOGUES / copy.name, copy)
    options = (
        f"-source-language en -target-language {language} -no-obsolete -locations none".split()
    )
    subprocess.run(
        [
            tool("pyside6-lupdate"),
            "-extensions",
            "py",
            SOURCES,
            "-recursive",
            "-ts",
            copy,
            *options,
        ],
        check=True,
        capture_output=True,
    )
    before, after = messages(CATALOGUES / copy.name), messages(copy)
    assert set(after) - set(before) == set(), "not in the catalogue"
    assert set(before) - set(after) == set(), "no longer in the sources"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_text(language: str, tmp_path: Path) -> None:
    text, compiled = CATALOGUES / f"{language}.ts", tmp_path / f"{language}.qm"
    subprocess.run(
        [tool("pyside6-lrelease"), text, "-qm", compiled, "-fail-on-unfinished"],
        check=True,
        capture_output=True,
    )
    assert compiled.read_bytes() == (CATALOGUES / compiled.name).read_bytes()


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
def test_every_member_that_the_window_can_show_has_a_word(kind: type[Enum]) -> None:
    assert [member for member in kind if member not in labels.WORDS] == []


def test_every_enumeration_with_words_is_checked_here() -> None:
    assert {type(member) for member in labels.WORDS} == set(SHOWN)


def test_every_fault_and_refusal_of_the_store_has_a_sentence() -> None:
    faults = {kind for kind in vars(StorageError).values() if isinstance(kind, str)}
    faults -= {StorageError.__module__, StorageError.__doc__, StorageError.__qualname__}
    assert faults == set(labels.STORAGE_FAULTS)
    kinds = {refusal.kind for refusal in StoreRefusedError.__subclasses__()}
    assert len(kinds) > 4
    assert kinds <= set(labels.REFUSALS)
