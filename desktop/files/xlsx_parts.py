"""The parts of a workbook: which sheets it has, its texts, and which formats are dates.

Read by a streaming parser of our own, because a workbook of a million rows has to fit: the texts
of all cells are kept as bytes in one piece, and a sheet is never kept at all.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from desktop.files.format_errors import ImportFormatError, either

CHUNK_BYTES = 1 << 16
_MOST_TEXT_BYTES = 1 << 30
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_IN_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[dmyhs年月日]", re.IGNORECASE)

Attributes = Mapping[str, str]


class BrokenWorkbookError(Exception):
    """What is in the file is not a workbook."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """What is needed to read the sheets: in their order, with what their cells refer to."""

    sheets: tuple[tuple[str, str], ...]
    """Names and paths within the file."""
    texts: Texts
    date_styles: frozenset[str]
    is_1904: bool


class Texts:
    """The shared texts of a workbook as bytes in one piece, some 8 bytes more for each."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q")

    def __len__(self) -> int:
        return len(self._ends)

    def add(self, text: str) -> None:
        """Add the next text. Raises `BrokenWorkbookError` when there is no end of them."""
        self._bytes += text.encode("utf-8", "surrogatepass")
        if len(self._bytes) > _MOST_TEXT_BYTES:
            raise BrokenWorkbookError
        self._ends.append(len(self._bytes))

    def __getitem__(self, index: int) -> str:
        start = self._ends[index - 1] if index else 0
        return self._bytes[start : self._ends[index]].decode("utf-8", "surrogatepass")


@contextmanager
def told_as_workbook(language: str) -> Iterator[None]:
    """What a damaged file makes its readers raise, as one sentence."""
    try:
        yield
    except (
        BrokenWorkbookError,
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        EOFError,
        LookupError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise ImportFormatError(
            either(
                "这不是完好的 Excel 工作簿（.xlsx），请重新保存。",
                "This is not a sound Excel workbook (.xlsx): save it again.",
                language,
            )
        ) from error


def read_workbook(archive: zipfile.ZipFile) -> Workbook:
    """Everything but the sheets. Raises what `told_as_workbook` tells."""
    relations = _relations(archive)
    book = next((p for kind, p in relations("") if kind == "officeDocument"), "xl/workbook.xml")
    sheets: list[tuple[str, str]] = []
    is_1904 = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal is_1904
        if name == "sheet":
            sheets.append((attributes.get("name", ""), _relation_of(attributes)))
        elif name == "workbookPr":
            is_1904 = attributes.get("date1904", "0").lower() in ("1", "true", "on")

    parse(archive.open(book), start)
    by_id = _targets(archive, book)
    texts, date_styles = Texts(), frozenset[str]()
    for kind, path in relations(book):
        if kind == "sharedStrings":
            texts = _texts(archive.open(path))
        elif kind == "styles":
            date_styles = _date_styles(archive.open(path))
    named = tuple((name, by_id[rid]) for name, rid in sheets if rid in by_id)
    return Workbook(named, texts, date_styles, is_1904)


def parse(
    source: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Parse a whole part."""
    with source:
        parser = new_parser(start, end, text)
        while chunk := source.read(CHUNK_BYTES):
            parser.Parse(chunk, False)  # noqa: FBT003 - the parser's own signature
        parser.Parse(b"", True)  # noqa: FBT003


def new_parser(
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None,
    text: Callable[[str], None] | None,
) -> expat.XMLParserType:
    """A parser that gives names without their prefix and refuses documents that define entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise BrokenWorkbookError

    parser.EntityDeclHandler = refuse
    local: dict[str, str] = {}

    def named_start(name: str, attributes: Attributes) -> None:
        start(local.setdefault(name, name.rpartition(":")[2]), attributes)

    parser.StartElementHandler = named_start
    if end is not None:
        on_end = end
        parser.EndElementHandler = lambda name: on_end(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    return parser


def unescape(text: str) -> str:
    """`_x000D_` as the character it stands for."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _relations(archive: zipfile.ZipFile) -> Callable[[str], list[tuple[str, str]]]:
    def of(part: str) -> list[tuple[str, str]]:
        return [(kind, target) for _, kind, target in _relation_rows(archive, part)]

    return of


def _targets(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Sheets by the name of their relation."""
    rows = _relation_rows(archive, part)
    return {rid: target for rid, kind, target in rows if kind == "worksheet"}


def _relation_rows(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    folder, name = posixpath.split(part)
    rows: list[tuple[str, str, str]] = []

    def start(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            rows.append((attributes.get("Id", ""), kind, target.lstrip("/")))

    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path in archive.namelist():
        parse(archive.open(path), start)
    return rows


def _relation_of(attributes: Attributes) -> str:
    ids = (value for name, value in attributes.items() if name.rpartition(":")[2] == "id")
    return next(ids, "")


def _texts(source: IO[bytes]) -> Texts:
    texts = Texts()
    collector = TextCollector()

    def end(name: str) -> None:
        collector.end(name)
        if name == "si":
            texts.add(collector.take())

    parse(source, collector.start, end, collector.text)
    return texts


class TextCollector:
    """Gathers the text of `t` elements, however it is cut up, without its reading aid."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._in_text = False
        self._in_reading_aid = False

    def start(self, name: str, _attributes: Attributes) -> None:
        """An element begins."""
        if name == "rPh":
            self._in_reading_aid = True
        self._in_text = name == "t" and not self._in_reading_aid

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "rPh":
            self._in_reading_aid = False
        self._in_text = False

    def text(self, text: str) -> None:
        """Characters."""
        if self._in_text:
            self._parts.append(text)

    def take(self) -> str:
        """What was gathered since the last time."""
        text = unescape("".join(self._parts))
        self._parts.clear()
        return text


def _date_styles(source: IO[bytes]) -> frozenset[str]:
    """The numbers of cell styles whose format shows a date."""
    formats: dict[str, str] = {}
    styles: list[str] = []
    in_cell_formats = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal in_cell_formats
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyleXfs"):
            in_cell_formats = name == "cellXfs"
        elif name == "xf" and in_cell_formats:
            styles.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal in_cell_formats
        if name == "cellXfs":
            in_cell_formats = False

    parse(source, start, end)
    return frozenset(str(i) for i, code in enumerate(styles) if _is_date_format(code, formats))


def _is_date_format(code: str, formats: Mapping[str, str]) -> bool:
    written = formats.get(code)
    if written is None:
        return code.isdigit() and len(code) < 4 and int(code) in _BUILT_IN_DATES
    plain = _NOT_IN_FORMAT.sub("", written.partition(";")[0])
    return _DATE_LETTERS.search(plain) is not None
