"""Characters that sound otherwise in a name than in a text: both readings must find the person.

Reading: Hanyu Pinyin without tones, `ü` written `v`. The first reading is the one of the name.
"""

from __future__ import annotations

from collections.abc import Mapping

_SURNAME_ROWS = (
    "仇 qiu chou, 单 shan dan, 單 shan dan, 解 xie jie, 查 zha cha, 区 ou qu, 區 ou qu",
    "曾 zeng ceng, 任 ren, 盖 ge gai, 蓋 ge gai, 葛 ge, 朴 piao pu, 翟 zhai di, 折 she zhe",
    "覃 qin tan, 谌 chen shen, 諶 chen shen, 缪 miao mou, 繆 miao mou, 宓 mi fu, 乜 nie mie",
    "员 yun yuan, 員 yun yuan, 郇 xun huan, 逄 pang, 洗 xian xi, 冼 xian, 佘 she, 召 shao zhao",
    "晁 chao, 种 chong zhong, 重 chong zhong, 令 ling, 繁 po fan, 黑 he hei, 盛 sheng cheng",
    "贾 jia gu, 賈 jia gu, 尉 wei yu, 车 che ju, 車 che ju, 阚 kan, 闞 kan, 哈 ha, 祭 zhai ji",
    "柏 bai bo, 薄 bo bao, 卜 bu, 秘 bi mi, 能 nai neng, 褚 chu zhu, 隗 wei kui, 那 na nuo",
    "牟 mu mou, 幺 yao, 要 yao, 角 jue jiao, 曲 qu, 撒 sa, 相 xiang, 燕 yan, 应 ying, 應 ying",
    "於 yu, 员 yun yuan, 训 xun, 乐 yue le, 樂 yue le, 長 zhang chang, 长 zhang chang, 中 zhong",
    "纪 ji, 紀 ji, 藏 zang cang, 臧 zang, 沈 shen, 沉 shen chen, 石 shi, 行 xing hang, 郝 hao",
    "强 qiang jiang, 覃 qin tan, 瞿 qu, 舍 she, 句 gou ju, 勾 gou, 恽 yun, 惲 yun, 郄 qie xi",
    "俞 yu shu, 喻 yu, 眭 sui, 夏 xia, 肖 xiao, 萧 xiao, 都 du dou, 堵 du, 朝 chao zhao, 过 guo",
    "華 hua, 华 hua, 宁 ning, 甯 ning, 冯 feng ping, 馮 feng ping, 费 fei bi, 費 fei bi, 万 wan",
)
_COMPOUND_ROWS = (
    "尉迟 yu'chi wei'chi, 尉遲 yu'chi wei'chi, 万俟 mo'qi wan'si, 澹台 tan'tai dan'tai",
    "澹臺 tan'tai dan'tai, 长孙 zhang'sun chang'sun, 長孫 zhang'sun chang'sun, 单于 chan'yu dan'yu",
    "令狐 ling'hu, 宰父 zai'fu, 亓官 qi'guan, 呼延 hu'yan, 鲜于 xian'yu, 鮮于 xian'yu",
    "夏侯 xia'hou, 皇甫 huang'fu",
    "独孤 du'gu, 獨孤 du'gu, 宇文 yu'wen, 仲孙 zhong'sun, 仲孫 zhong'sun",
)
_GIVEN_ROWS = (
    "乐 le yue, 樂 le yue, 长 chang zhang, 長 chang zhang, 茜 qian xi, 晟 sheng cheng",
    "朝 chao zhao, 盛 sheng cheng, 重 chong zhong, 行 xing hang, 柏 bai bo, 曾 zeng ceng",
    "娜 na nuo, 藏 cang zang, 参 shen can, 參 shen can, 调 diao tiao, 传 chuan zhuan",
    "傳 chuan zhuan, 单 dan shan, 解 jie xie, 省 sheng xing, 宿 su xiu, 奇 qi ji, 尉 wei yu",
    "车 che ju, 車 che ju, 员 yuan yun, 員 yuan yun, 强 qiang jiang, 朴 pu piao, 率 shuai lv",
    "露 lu lou, 翟 zhai di, 贾 jia gu, 血 xue xie, 说 yue shuo, 給 ji gei, 给 ji gei",
)


def _table(rows: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for written in row.split(","):
            characters, *readings = written.split()
            table[characters] = tuple(readings)
    return table


SURNAME_READINGS = _table(_SURNAME_ROWS)
"""Surnames of one character, by how they are read as surnames first."""

COMPOUND_SURNAME_READINGS = _table(_COMPOUND_ROWS)
"""Surnames of two characters that are read otherwise than their characters.

The apostrophe keeps the syllables apart for the initials."""

GIVEN_READINGS = _table(_GIVEN_ROWS)
"""Characters of given names that people read in two ways."""
