"""JSON files: an array of objects, or one object a line. The header is all keys that occur."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.misreading import NESTED
from desktop.files.encodings import Encoding, detect
from desktop.files.format_errors import ImportFormatError, either, told_plainly
from desktop.files.headers import REJECT_HEADERS
from desktop.files.json_stream import is_array, json_objects
from desktop.files.part_file import part_file
from desktop.files.tables import Marks, Reading, Row

MOST_KEYS = 1000


class JsonTable:
    """Implements `Table`. Raises `ImportFormatError` when the file cannot be a portfolio."""

    def __init__(self, path: Path, reading: Reading) -> None:
        self._path = path
        self._language = reading.language
        self._encoding = detect(path, reading.language, reading.encoding)
        self.position = 0
        keys: dict[str, None] = {}
        with told_plainly(path, self._language), path.open("rb") as handle:
            self.size = handle.seek(0, io.SEEK_END)
            self._is_array = is_array(handle, self._encoding, self._language)
            for found in json_objects(handle, self._encoding, self._language):
                if not found.values.keys() <= keys.keys():
                    keys.update(dict.fromkeys(found.values))
                if len(keys) > MOST_KEYS:
                    raise ImportFormatError(_too_many_keys(self._language))
        if not keys:
            raise ImportFormatError(either("文件是空的。", "The file is empty.", self._language))
        own = [key for key in keys if key not in REJECT_HEADERS]
        self.header = reading.header([*own, *REJECT_HEADERS])

    def rows(self) -> Iterator[Row]:
        """One row for each object. Raises `ImportFormatError`."""
        keys = self.header.written
        with told_plainly(self._path, self._language), self._path.open("rb") as handle:
            self.position = 0
            for found in json_objects(handle, self._encoding, self._language):
                if found.number & 0xFF == 0:
                    self.position = handle.tell()
                get = found.values.get
                cells = [_text(get(key)) for key in keys]
                if any(cells):
                    yield found.number, cells, found.source
            self.position = self.size

    @contextmanager
    def rejects(self, target: Path) -> Iterator[Callable[[str, Marks], None]]:
        """Rejected objects with all that they had, and the marks as three more keys."""
        with part_file(target, self._language) as handle:
            write = json_objects_to(handle.write, self._encoding, is_array=self._is_array)

            def put_aside(written: str, marks: Marks) -> None:
                # Read again with numbers as numbers: what is mended looks as it came.
                values = json.loads(written, parse_float=_float_or_text)
                write({**values, **dict(zip(REJECT_HEADERS, marks, strict=True))})

            yield put_aside
            write(None)


def json_objects_to(
    write: Callable[[bytes], object], encoding: Encoding, *, is_array: bool
) -> Callable[[dict[str, object] | None], None]:
    """A function that writes one object after the other; None ends the file."""
    count = 0

    def write_object(values: dict[str, object] | None) -> None:
        nonlocal count
        text = "" if values is None else json.dumps(values, ensure_ascii=False)
        if is_array:
            before = "[\n" if count == 0 else ",\n" if values is not None else "\n"
            text = (
                f"{before}{text}" if values is not None else f"{'[' if count == 0 else before}]\n"
            )
        elif values is not None:
            text += "\n"
        mark = encoding.mark if count == 0 else b""
        write(mark + text.encode(encoding.codec, "backslashreplace"))
        count += 1

    return write_object


def _text(value: object) -> str:
    """A value as the text of a cell; a list of texts has one a line."""
    match value:
        case str():
            return value if value.isascii() or _can_be_kept(value) else NESTED
        case None:
            return ""
        case True:
            return "true"
        case False:
            return "false"
        case list() if all(isinstance(part, str) for part in value):
            return _text("\n".join(value))
        case _:
            return NESTED


def _can_be_kept(text: str) -> bool:
    """Whether there is no half of a character in it, which JSON allows and nobody can read."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _float_or_text(written: str) -> float | str:
    value = float(written)
    return value if abs(value) < float("inf") else written


def _too_many_keys(language: str) -> str:
    return either("对象的字段过多。", "The objects have too many different keys.", language)
