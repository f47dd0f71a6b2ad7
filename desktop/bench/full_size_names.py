"""Names of people who do not exist: common parts, put together as often as life does."""

from __future__ import annotations

from random import Random

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
_RARER_SURNAMES = "余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫"
_RARE_SURNAMES = (
    *"段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤仇单解查区曲牛邢盖翟",
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "慕容",
)
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文建国志海峰红梅春燕晓东波辉"
_RARER_GIVEN = "斌宇浩凯鹏飞健俊帆琳雪倩婷颖慧莹佳欣怡梓涵浩然子轩雨泽思远嘉诚瑞博翔云龙少宁永安康"
_SHORT_GIVEN_NAMES = 0.15

_FIRST_ROWS = (
    "James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara",
    "Richard Susan Joseph Jessica Thomas Sarah Charles Karen Daniel Nancy Matthew Lisa Anthony",
    "Betty Mark Sandra Paul Ashley Steven Emily Andrew Donna Kenneth Michelle George Carol",
    "Joshua Amanda Kevin Aisha Priya Omar Chidi Ngozi Sven Ingrid José Marta Pavel Olga Yusuf",
    "Fatima Tomasz Zofia",
)
_LAST_ROWS = (
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez",
    "Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris",
    "Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill",
    "Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Okafor Patel",
    "Khan O'Brien Kowalski Novák Lindqvist Müller Rossi Papadopoulos Haddad Osei Ferreira Dubois",
)
_FIRST = " ".join(_FIRST_ROWS).split()
_LAST = " ".join(_LAST_ROWS).split()


class NamePool:
    """Draws names; few surnames are most of the people, as they are of a country."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._surnames = [*_SURNAMES * 12, *_RARER_SURNAMES * 3, *_RARE_SURNAMES]
        self._given = [*_GIVEN * 4, *_RARER_GIVEN]

    def chinese(self) -> tuple[str, str]:
        """A surname, and the whole name."""
        random, given = self._random, self._given
        surname = self._surnames[int(random.random() * len(self._surnames))]
        first = given[int(random.random() * len(given))]
        if random.random() < _SHORT_GIVEN_NAMES:
            return surname, surname + first
        return surname, surname + first + given[int(random.random() * len(given))]

    def latin(self) -> tuple[str, str]:
        """A surname, and the whole name."""
        draw = self._random.random
        surname = _LAST[int(draw() * len(_LAST))]
        first = _FIRST[int(draw() * len(_FIRST))]
        middle = chr(ord("A") + int(draw() * 26))
        return surname, f"{first} {middle}. {surname}" if draw() < 0.5 else f"{first} {surname}"
