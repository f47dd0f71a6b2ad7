"""Several phone numbers in one cell, each with what it is for if that is written beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from desktop.domain.cases import PhoneKind

_BETWEEN = re.compile(
    r"[;；、/|\n]|(?<![,，])[,，](?=\s*[+(（0-9])"  # two commas are pauses while dialling
    r"|(?<=[^0-9][)）])\s+(?=[+(（0-9])|(?<=[0-9]{10})\s+(?=\+?[0-9]{10})"
)
_BRACKETS = re.compile(r"\s*[(（\[【]([^()（）\[\]【】0-9+]+)[)）\]】]\s*$")
_SETTLED = re.compile(r"(.+)\[(\+[0-9]+)\]", re.DOTALL)
_LABEL = re.compile(r"^\s*([^\W\d_]+)\s*[:：]\s*")

KIND_WORDS: Mapping[PhoneKind, tuple[str, ...]] = {
    PhoneKind.SELF: ("本人", "手机", "self", "own", "mobile", "cell"),
    PhoneKind.WORK: ("单位", "公司", "办公", "办公室", "工作", "单位电话", "work", "office"),
    PhoneKind.HOME: ("家庭", "住宅", "家里", "宅电", "家庭电话", "座机", "home"),
    PhoneKind.CONTACT: (
        *("联系人", "紧急联系人", "配偶", "丈夫", "妻子", "父亲", "母亲", "父母", "亲属", "亲戚"),
        *("子女", "儿子", "女儿", "兄弟", "姐妹", "哥哥", "姐姐", "弟弟", "妹妹", "朋友", "同事"),
        *("contact", "emergency contact", "spouse", "relative", "friend", "colleague", "partner"),
    ),
}
"""What may stand in brackets behind a number; the first is what we write ourselves."""

NONE_WORDS = frozenset({"无", "没有", "none", "-", "—"})
"""Says that there is nothing, where an empty cell would be a gap to mend."""

_KINDS = {word: kind for kind, words in KIND_WORDS.items() for word in words}


class WrittenPhone(NamedTuple):
    """A number as `written`, what it is for, and the `number` it stands for: mostly the same."""

    written: str
    kind: PhoneKind
    number: str


def split_phones(text: str, kind: PhoneKind) -> Iterator[WrittenPhone]:
    """The numbers as written and what each is for; `kind` where nothing is said.

    `13800138000(本人) 010-62345678(单位)`, `单位：010-62345678`; what is dialled elsewhere may be
    settled as `07700 900101[+447700900101]`. A word we do not know stays with
    its number, which then cannot be read: a colleague's number must not become the debtor's own.
    """
    if text.isdigit():
        yield WrittenPhone(text, kind, text)
        return
    for part in _BETWEEN.split(text):
        written = part.strip()
        if written:
            yield _with_kind(written, kind)


def write_phone(written: str, kind: PhoneKind) -> str:
    """A number so that `split_phones` gives it back with its kind."""
    return written if kind is PhoneKind.SELF else f"{written}({KIND_WORDS[kind][0]})"


def _with_kind(written: str, kind: PhoneKind) -> WrittenPhone:
    for pattern in (_BRACKETS, _LABEL):
        found = pattern.search(written)
        said = _KINDS.get(found[1].strip().lower()) if found else None
        if found is not None and said is not None:
            rest = f"{written[: found.start()]}{written[found.end() :]}".strip()
            return _settled(rest, said)
    return _settled(written, kind)


def _settled(written: str, kind: PhoneKind) -> WrittenPhone:
    found = _SETTLED.fullmatch(written)
    if found is None:
        return WrittenPhone(written, kind, written)
    return WrittenPhone(found[1].strip(), kind, found[2])
