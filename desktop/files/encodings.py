"""Which encoding a text file is in: known by its mark or by strict decoding, never guessed.

Every file in UTF-8 is taken as such. What is not is taken as GB18030 only if all of it decodes;
GB18030 decodes much that it is not, so the reader asks `Encoding.is_doubtful` before it trusts.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.files.format_errors import ImportFormatError, either, told_plainly

CHUNK_BYTES = 1 << 18
MOST_LINE_CHARACTERS = 1_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BROKEN_AFTER = 3
"""So many Chinese characters in UTF-8 at the beginning are no chance: the file is damaged."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to read and write the text of a file; `mark` stands before the text."""

    codec: str
    mark: bytes = b""
    is_doubtful: bool = False
    """Decodes, and has characters that plain Chinese text seldom has."""


def detect(path: Path, language: str, named: str | None = None) -> Encoding:
    """The encoding of a whole file. Raises `ImportFormatError` when none fits.

    `named` is what somebody said it is; then only that is tried.
    """
    with told_plainly(path, language), path.open("rb") as handle:
        start = handle.read(4)
        for mark, codec in _MARKS:
            if start.startswith(mark) and (named is None or _is_same(named, codec)):
                return _checked(handle, Encoding(codec, mark), language)
        if named is not None:
            return _checked(handle, Encoding(_known(named, language)), language)
        if _decodes_as_utf_8(handle, language):
            return Encoding("utf-8")
        return _gb18030(handle, language)


def text_lines(handle: BinaryIO, encoding: Encoding, language: str) -> Iterator[str]:
    """The lines of a text with their ends, a few hundred kilobytes in memory at a time.

    Raises `ImportFormatError` for what is not text.
    """
    carry = ""
    for text in text_chunks(handle, encoding, language):
        carry += text
        # A carriage return at the very end may be half of a line end.
        cut = max(carry.rfind("\n"), carry.rfind("\r", 0, len(carry) - 1)) + 1
        yield from io.StringIO(carry[:cut], newline="")
        carry = carry[cut:]
        if len(carry) > MOST_LINE_CHARACTERS:
            raise ImportFormatError(not_text(language))
    yield from io.StringIO(carry, newline="")


def text_chunks(handle: BinaryIO, encoding: Encoding, language: str) -> Iterator[str]:
    """The text in pieces. Raises `ImportFormatError` for what is not text."""
    handle.seek(len(encoding.mark))
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    try:
        while chunk := handle.read(CHUNK_BYTES):
            text = decoder.decode(chunk)
            if "\0" in text:
                raise ImportFormatError(not_text(language))
            yield text
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise ImportFormatError(not_text(language)) from None


def not_text(language: str) -> str:
    """The sentence for a file that is not text in an encoding we read."""
    return either(
        "这不是能读懂的文本，请在表格软件里另存为“CSV UTF-8”。",
        "This is not text that can be read: save it as “CSV UTF-8” in your spreadsheet.",
        language,
    )


def unclear_encoding(language: str) -> str:
    """The sentence for text that decodes and may still mean something else."""
    return either(
        "无法确定文件的编码，请加 --encoding gb18030，或另存为“CSV UTF-8”。",
        "The encoding is not certain: say it with --encoding, or save the file as “CSV UTF-8”.",
        language,
    )


def _checked(handle: BinaryIO, encoding: Encoding, language: str) -> Encoding:
    for _ in text_chunks(handle, encoding, language):
        pass
    return encoding


def _decodes_as_utf_8(handle: BinaryIO, language: str) -> bool:
    handle.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    chinese = 0
    try:
        while chunk := handle.read(CHUNK_BYTES):
            text = decoder.decode(chunk)
            if "\0" in text:
                raise ImportFormatError(not_text(language))
            if chinese < _BROKEN_AFTER and not text.isascii():
                chinese += _chinese_characters(text)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        before = bytes(error.object[: error.start]).decode("utf-8", "ignore")
        if chinese + _chinese_characters(before) >= _BROKEN_AFTER:
            raise ImportFormatError(_damaged(language)) from None
        return False
    return True


def _gb18030(handle: BinaryIO, language: str) -> Encoding:
    is_doubtful = False
    for text in text_chunks(handle, Encoding("gb18030"), language):
        if not is_doubtful:
            try:
                text.encode("gb2312")
            except UnicodeEncodeError:
                is_doubtful = True
    return Encoding("gb18030", is_doubtful=is_doubtful)


def _chinese_characters(text: str) -> int:
    return sum("\u4e00" <= character <= "\u9fff" for character in text)


def _known(named: str, language: str) -> str:
    try:
        info = codecs.lookup(named)
    except LookupError:
        info = None
    if info is None or not getattr(info, "_is_text_encoding", True):
        raise ImportFormatError(
            either(f"没有“{named}”这种编码。", f"There is no encoding “{named}”.", language)
        )
    # The mark of such a file was seen before its name; without one this is the usual order.
    return {"utf-16": "utf-16-le", "utf-8-sig": "utf-8"}.get(info.name, info.name)


def _is_same(named: str, codec: str) -> bool:
    plain = named.lower().replace("_", "-")
    return (
        plain == codec
        or plain == codec.removesuffix("-le").removesuffix("-be")
        or (codec == "utf-8" and plain in ("utf8", "utf-8-sig"))
    )


def _damaged(language: str) -> str:
    return either(
        "这是 UTF-8 文本，但中间有损坏的字节，请重新导出。",
        "This is UTF-8 text with damaged bytes in it: export it again.",
        language,
    )
