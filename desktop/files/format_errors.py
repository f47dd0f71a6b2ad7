"""What keeps a file from being imported or written at all, as one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.case_columns import Column
from desktop.domain.wording import is_chinese


class ImportFormatError(Exception):
    """A file that cannot be imported at all. The text is one sentence in the chosen language."""


class HeaderError(ImportFormatError):
    """A header that lacks a column or names one twice: said otherwise, the file may be imported.

    `columns` are its texts, each with what it is taken for.
    """

    def __init__(self, sentence: str, columns: tuple[tuple[str, Column | None], ...]) -> None:
        super().__init__(sentence)
        self.columns = columns


def either(zh: str, en: str, language: str) -> str:
    """The one of two sentences that is in the language."""
    return zh if is_chinese(language) else en


@contextmanager
def told_plainly(path: Path, language: str) -> Iterator[None]:
    """What the disk refuses, as a sentence that names the file."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ImportFormatError(
            either(
                f"无法读写 {path.name}：{reason}。",
                f"Cannot read or write {path.name}: {reason}.",
                language,
            )
        ) from error


def check_is_file(path: Path, language: str) -> None:
    """Refuse a folder, a pipe and what is not there. Raises `ImportFormatError`."""
    if path.is_dir():
        raise ImportFormatError(
            either("这是文件夹，不是文件。", "This is a folder, not a file.", language)
        )
    if not path.exists():
        raise ImportFormatError(either("没有这个文件。", "There is no such file.", language))
    if not path.is_file():
        raise ImportFormatError(
            either("这不是普通文件。", "This is not an ordinary file.", language)
        )
