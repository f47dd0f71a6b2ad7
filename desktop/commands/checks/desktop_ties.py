"""What ties the program to the desktop: keys for all windows, and the `callside:` scheme."""

from __future__ import annotations

import os
from collections.abc import Iterator

from desktop.commands.checks.finding import Finding, attention, ok
from desktop.hotkeys.choice import probe_shortcuts
from desktop.phones.url_scheme import SchemeState, scheme_state
from desktop.session.shortcuts import Gap, Reach

_REACHES = {
    Reach.X11: ("X11", "X11"),
    Reach.PORTAL: ("桌面门户", "the desktop portal"),
    Reach.WINDOWS: ("Windows", "Windows"),
    Reach.NONE: ("无", "none"),
}
_GAPS = {
    Gap.NOT_YET: ("数据库还没有打开", "the database is not open yet"),
    Gap.SWITCHED_OFF: ("已关闭", "they are switched off"),
    Gap.NO_SCREEN: ("没有显示屏", "there is no screen"),
    Gap.NO_WAY_ON_MACOS: ("macOS 不支持", "macOS offers no way"),
    Gap.NO_X_LIBRARY: ("连不上 X 服务器", "the X server cannot be reached"),
    Gap.NO_SESSION_BUS: ("没有会话总线", "there is no session bus"),
    Gap.NO_PORTAL: ("桌面没有这个门户", "this desktop has no portal for them"),
    Gap.PORTAL_REFUSED: ("桌面拒绝了", "the desktop refused them"),
    Gap.NO_KEYBOARD_LIBRARY: ("缺少 keyboard 库，请重新安装", "the keyboard library is missing"),
    Gap.FAILED: ("启动失败", "they could not be started"),
}


def look_at_desktop_ties() -> Iterator[Finding]:
    """Conveniences: the desk works without them."""
    yield _shortcuts()
    yield _scheme()


def _shortcuts() -> Finding:
    status = probe_shortcuts(os.environ)
    if status.works:
        zh, en = _REACHES[status.reach]
        return ok("shortcuts", f"全局快捷键可用（{zh}）。", f"keys for all windows work ({en}).")
    zh, en = _GAPS[status.gap or Gap.FAILED]
    return attention(
        "shortcuts",
        f"全局快捷键不可用：{zh}。窗口里的快捷键照常，也可以用 callside do 动作。",
        f"no keys for all windows: {en}. Keys in the window work, and so does: callside do ACTION",
    )


def _scheme() -> Finding:
    match scheme_state():
        case SchemeState.OURS:
            return ok("callside links", "由本程序打开。", "open this program.")
        case SchemeState.OTHER:
            return attention(
                "callside links",
                "指向另一份 Callside，请运行 callside check --register。",
                "they open another copy of Callside, run: callside check --register",
            )
        case SchemeState.NONE:
            return attention(
                "callside links",
                "还没有登记；只有会打开网址的软电话才用得到：callside check --register。",
                "not registered; only softphones that open addresses need it: "
                "callside check --register",
            )
        case SchemeState.UNSUPPORTED:
            return attention(
                "callside links",
                "macOS 上只有安装好的应用才能登记，这里没有试过。",
                "on macOS only an installed application can own them; this was not tried.",
            )
