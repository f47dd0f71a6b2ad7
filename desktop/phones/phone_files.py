"""Writes into a telephone's own files: only while it is closed, with a copy laid beside, undoable.

Writing twice changes nothing; what the user had put into a key of ours stays and is told. Undo
takes out only what is ours: whatever the telephone or its user changed since is kept.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.phone_recipes import PhoneFile, PhoneRecipe
from desktop.phones import microsip, twinkle
from desktop.phones.detection import is_running, running_names, whole_path
from desktop.phones.own_command import own_command

COPY_SUFFIX = ".before-callside"


class PhoneFileError(Exception):
    """Why a file was not written; `kind` is one of the constants and chooses the sentence."""

    RUNNING = "running"
    NO_FILE = "no_file"
    UNREADABLE = "unreadable"
    UNUSABLE_COMMAND = "unusable_command"
    DISK = "disk"

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it: files that changed, and keys that hold something of the user's own."""

    changed: tuple[Path, ...]
    kept: tuple[str, ...] = ()


class PhoneFiles:
    """The files of telephones on this machine."""

    def __init__(
        self,
        environment: Mapping[str, str] = os.environ,
        *,
        command: tuple[str, ...] | None = None,
        running: Callable[[], Collection[str]] = running_names,
    ) -> None:
        self._environment = environment
        self._command = command or own_command()
        self._running = running

    @property
    def script(self) -> Path | None:
        """Where Twinkle's script lies, or would lie."""
        folder = whole_path(twinkle.FOLDER, self._environment)
        return folder / twinkle.SCRIPT_NAME if folder else None

    def can_write(self, recipe: PhoneRecipe) -> bool:
        """Whether this telephone has a file here that may be written."""
        return bool(self._files(recipe))

    def is_written(self, recipe: PhoneRecipe) -> bool:
        """Whether anything of ours stands in the telephone's files."""
        try:
            return any(_read(path) != self._without(recipe, path) for path in self._files(recipe))
        except PhoneFileError:
            return False

    def write(self, recipe: PhoneRecipe) -> Written:
        """Wire the telephone to the desk. Raises `PhoneFileError`.

        What cannot be read or is not known how to change leaves every file as it was; where the
        disk fails, each file is as it was or as it should be.
        """
        planned = {path: self._with(recipe, path) for path in self._closed(recipe)}
        new = {path: after for path, (after, _kept) in planned.items() if after != _read(path)}
        if recipe.file is PhoneFile.TWINKLE_PROFILE:
            self._write_script()
        for path, after in new.items():
            _lay_copy(path)
            _replace(path, after)
        kept = dict.fromkeys(key for _after, left in planned.values() for key in left)
        return Written(tuple(new), tuple(kept))

    def undo(self, recipe: PhoneRecipe) -> Written:
        """Take out again what is ours. Raises `PhoneFileError`."""
        changed: list[Path] = []
        for path in self._closed(recipe):
            after = self._without(recipe, path)
            if after != _read(path):
                _replace(path, after)
                changed.append(path)
        if recipe.file is PhoneFile.TWINKLE_PROFILE and self.script is not None:
            try:
                self.script.unlink(missing_ok=True)
            except OSError as error:
                raise PhoneFileError(PhoneFileError.DISK) from error
        return Written(tuple(changed))

    def _closed(self, recipe: PhoneRecipe) -> tuple[Path, ...]:
        files = self._files(recipe)
        if not files:
            raise PhoneFileError(PhoneFileError.NO_FILE)
        if is_running(recipe.traces.processes, self._running()):
            # It would write its old settings over ours when it is closed.
            raise PhoneFileError(PhoneFileError.RUNNING)
        return files

    def _files(self, recipe: PhoneRecipe) -> tuple[Path, ...]:
        match recipe.file:
            case PhoneFile.TWINKLE_PROFILE:
                folder = whole_path(twinkle.FOLDER, self._environment)
                return twinkle.profiles_in(folder) if folder else ()
            case PhoneFile.MICROSIP_INI:
                path = whole_path(microsip.INI_PATH, self._environment)
                return (path,) if path is not None and path.is_file() else ()
            case None:
                return ()

    def _with(self, recipe: PhoneRecipe, path: Path) -> tuple[bytes, tuple[str, ...]]:
        try:
            if recipe.file is PhoneFile.MICROSIP_INI:
                text, kept = microsip.wired(_ini(path), microsip.values(self._command))
                return microsip.encoded(text), kept
            text, kept = twinkle.wired(_profile(path), self._twinkle_script())
        except ValueError as error:
            raise PhoneFileError(PhoneFileError.UNUSABLE_COMMAND) from error
        return text.encode(), kept

    def _without(self, recipe: PhoneRecipe, path: Path) -> bytes:
        if recipe.file is PhoneFile.MICROSIP_INI:
            try:
                ours = microsip.values(self._command)
            except ValueError:
                return _read(path)  # then nothing of ours can be there
            before = _read(path)
            after = microsip.unwired(_ini(path), ours)
            return before if after == _ini(path) else microsip.encoded(after)
        before_text = _profile(path)
        after_text = twinkle.unwired(before_text, self._twinkle_script())
        return _read(path) if after_text == before_text else after_text.encode()

    def _twinkle_script(self) -> Path:
        if self.script is None:
            raise PhoneFileError(PhoneFileError.NO_FILE)
        return self.script

    def _write_script(self) -> None:
        script = self._twinkle_script()
        text = twinkle.script_text(self._command).encode()
        try:
            if not script.is_file() or script.read_bytes() != text:
                script.write_bytes(text)
            script.chmod(0o700)
        except OSError as error:
            raise PhoneFileError(PhoneFileError.DISK) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PhoneFileError(PhoneFileError.DISK) from error


def _profile(path: Path) -> str:
    try:
        return _read(path).decode()
    except UnicodeDecodeError as error:
        raise PhoneFileError(PhoneFileError.UNREADABLE) from error


def _ini(path: Path) -> str:
    try:
        return microsip.decoded(_read(path))
    except UnicodeDecodeError as error:
        raise PhoneFileError(PhoneFileError.UNREADABLE) from error


def _lay_copy(path: Path) -> None:
    """The file as it was before us, once: a later copy would be a copy of our own work."""
    copy = path.with_name(path.name + COPY_SUFFIX)
    try:
        if not copy.exists():
            _write_like(path, copy, path.read_bytes())
    except OSError as error:
        raise PhoneFileError(PhoneFileError.DISK) from error


def _replace(path: Path, content: bytes) -> None:
    """All of the new text or all of the old; through a link, in the file that it names."""
    whole = path.resolve()
    new = whole.with_name(f"{whole.name}.callside-new")
    try:
        new.unlink(missing_ok=True)
        _write_like(whole, new, content)
        new.replace(whole)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise PhoneFileError(PhoneFileError.DISK) from error


def _write_like(path: Path, new: Path, content: bytes) -> None:
    """A new file that nobody may read, not even for a moment, who may not read the other.

    The password of a telephone may stand in it.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(new, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if sys.platform != "win32":
        shutil.copymode(path, new)
