"""What to call a person on the phone, from the name in the file.

Whether somebody is 先生 or 女士, Mr or Ms, is never guessed from a name: half of the guesses would
be wrong, and a wrong one offends before the second sentence. A person without a title is called
by the full name as it is written, which suits everybody: `王小明，我受…委托`, `Jo Smith, I'm…`.
"""

from __future__ import annotations

from desktop.domain.wording import is_chinese

_COMPOUND_SURNAME_ROWS = (
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 东方 東方 夏侯 皇甫 尉迟 尉遲 公孙",
    "公孫 慕容 令狐 宇文 长孙 長孫 司徒 司空 司寇 端木 轩辕 軒轅 南宫 南宮",
    "呼延 淳于 申屠 太史 公冶 濮阳 濮陽 独孤 獨孤 澹台 澹臺 赫连 赫連 钟离",
    "鍾離 鲜于 鮮于 百里 东郭 東郭 闻人 聞人 万俟 仲孙 仲孫 西门 西門 拓跋",
    "完颜 完顏 耶律 第五 漆雕 巫马 巫馬 羊舌 亓官 颛孙 顓孫 哥舒",
)
_COMPOUND_SURNAMES = frozenset(" ".join(_COMPOUND_SURNAME_ROWS).split())
"""Those of two characters. Left out are 宗政, 贺兰 and the like, which are far more often a surname
of one character and the beginning of a given name."""

_LONGEST_CHINESE_NAME = 4
_NAME_DOTS = frozenset("·•・．")
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "bin"}
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"})


def split_surname(name: str) -> str:
    """The part of a name that goes with a title: `欧阳` of `欧阳修`, `van Dyck` of `Jo van Dyck`.

    Names whose family part cannot be known (`古丽·买买提`, firms) are given back whole, which is
    never impolite. An empty name gives an empty text.
    """
    if _is_chinese(name):
        return _chinese_surname("".join(name.split()))
    words = _spoken_words(name)
    while len(words) > 1 and words[-1].strip(".").lower() in _SUFFIXES:
        words.pop()
    start = max(0, len(words) - 1)
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def forms_of_address(name: str, surname: str, title: str, language: str) -> tuple[str, str]:
    """The surname and the title that lines in `language` are filled with.

    Chinese lines say surname then title, English ones title then surname. Without a title the two
    places together hold the full name, so that no line is lost; a name of one word or character
    cannot fill both and leaves the title empty.
    """
    if title:
        return surname, title
    if _is_chinese(name):
        written = "".join(name.split())
        cut = len(split_surname(written)) % len(written) or 1
        first, rest = written[:cut], written[cut:]
    else:
        first, _, rest = " ".join(_spoken_words(name)).partition(" ")
    if not rest:
        return surname, ""
    if is_chinese(language):
        return first if _is_chinese(name) else f"{first} ", rest
    return rest, first


def _is_chinese(name: str) -> bool:
    """Whether a name is written in Chinese characters from its beginning."""
    return "\u3400" <= name.strip()[:1] <= "\u9fff"


def _chinese_surname(name: str) -> str:
    if len(name) > _LONGEST_CHINESE_NAME or not _NAME_DOTS.isdisjoint(name):
        return name
    return name[:2] if name[:2] in _COMPOUND_SURNAMES else name[:1]


def _spoken_words(name: str) -> list[str]:
    """The words of a name as they are said: `Smith, Jo` is Jo Smith; `Jo Smith, Jr` stays."""
    family, comma, given = name.partition(",")
    if comma and given.strip(" .").lower() not in _SUFFIXES:
        name = f"{given} {family}"
    return name.replace(",", " ").split()
