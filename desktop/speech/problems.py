"""Why there is no voice, one sentence each, in the agent's language."""

from __future__ import annotations

from enum import Enum


class VoiceProblem(Enum):
    """What stands between a line of text and the loudspeaker."""

    MISSING_LIBRARY = "missing_library"
    NO_VOICE = "no_voice"
    NOTHING_TO_SAY = "nothing_to_say"
    FAILED = "failed"
    NO_PLAYER = "no_player"
    NO_DEVICE = "no_device"


_SENTENCES = {
    VoiceProblem.MISSING_LIBRARY: (
        "缺少语音库 libespeak-ng，请安装系统软件包 espeak-ng 后再试。",
        "The speech library libespeak-ng is missing: install the system package espeak-ng.",
    ),
    VoiceProblem.NO_VOICE: (
        "系统没有安装这种语言的语音，请在系统的语音设置中添加。",
        "No voice for this language is installed: add one in the system's speech settings.",
    ),
    VoiceProblem.NOTHING_TO_SAY: (
        "这一句没有可以读出的文字。",
        "This line has no words that could be spoken.",
    ),
    VoiceProblem.FAILED: (
        "语音合成失败。",
        "The voice could not be made.",
    ),
    VoiceProblem.NO_PLAYER: (
        "没有找到播放程序（paplay、pw-play 或 aplay），对方的话只显示音量，不出声。",
        "No player (paplay, pw-play or aplay) was found: the debtor's lines run without sound.",
    ),
    VoiceProblem.NO_DEVICE: (
        "没有可用的声音设备，对方的话只显示音量，不出声。",
        "No sound device could be opened: the debtor's lines run without sound.",
    ),
}


def sentence(problem: VoiceProblem, language: str) -> str:
    """The sentence to show, in a language tag such as `zh_CN`."""
    zh, en = _SENTENCES[problem]
    return zh if language.startswith("zh") else en
