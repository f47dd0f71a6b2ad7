"""The lines: a running desk, baresip's port, and the door for desk phones."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

from desktop.commands.checks.finding import Finding, attention, broken, ok
from desktop.hook.client import NoAnswerError, NoDeskError, ask
from desktop.settings import Settings

_CONNECT_LIMIT_S = 1.0


def look_at_lines(settings: Settings, database: Path) -> Iterator[Finding]:
    """Whether calls can be heard of."""
    running = _desk_runs(database)
    yield _hook(running)
    if settings.hook.http_port is not None:
        yield _http(settings.hook.host, settings.hook.http_port, desk_runs=running is True)
    if settings.line == "baresip":
        yield _baresip(settings.baresip_host, settings.baresip_port, desk_runs=running is True)


def _desk_runs(database: Path) -> bool | None:
    """Whether a desk answers; None when one is there and does not."""
    try:
        ask(str(database), {"tell": "there"})
    except NoDeskError:
        return False
    except NoAnswerError:
        return None
    return True


def _hook(running: bool | None) -> Finding:  # noqa: FBT001 - three answers, none of them a switch
    if running is None:
        return broken(
            "hook",
            "有一个 Callside 在运行，但不回应。请关掉它再打开。",
            "a desk is running and does not answer: close it and open it again.",
        )
    if running:
        return ok("hook", "正在运行的 Callside 听得到命令。", "the running desk hears commands.")
    return ok(
        "hook",
        "现在没有运行 Callside；有来电命令时会听。",
        "no desk is running now; commands reach it when it is.",
    )


def _http(host: str, port: int, *, desk_runs: bool) -> Finding:
    """The desk itself answers its port; while none runs, nobody else may have it."""
    everywhere = host == "0.0.0.0"  # noqa: S104 - compared, not bound
    if desk_runs == _answers("127.0.0.1" if everywhere else host, port):
        return ok("http", f"端口 {port} 可用。", f"port {port} is as it should be.")
    if desk_runs:
        return broken(
            "http",
            f"Callside 在运行，但端口 {port} 没有回应。请重新打开 Callside。",
            f"a desk is running, but nothing answers at port {port}: open the desk again.",
        )
    return broken(
        "http",
        f"端口 {port} 被别的程序占用，请在 settings.toml 的 [hook] 里换一个。",
        f"another program has port {port}: choose another in settings.toml, [hook].",
    )


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), _CONNECT_LIMIT_S).close()
    except OSError:
        return False
    return True


def _baresip(host: str, port: int, *, desk_runs: bool) -> Finding:
    if desk_runs:
        # A second connection would throw the desk's own out.
        return ok(
            "baresip",
            "由正在运行的 Callside 使用，状态见窗口。",
            "in the hands of the running desk; its window says how it stands.",
        )
    if not _answers(host, port):
        return attention(
            "baresip",
            f"{host}:{port} 没有回应。用 baresip 时请打开它的 ctrl_tcp 模块；用别的话机时请在"
            '“连接话机”里看说明，并在 settings.toml 里写 line = "none"。',
            f"nothing answers at {host}:{port}. With baresip, load its ctrl_tcp module; with "
            'another phone, see “Connect your phone” and write line = "none" into settings.toml.',
        )
    return ok("baresip", f"{host}:{port} 有回应。", f"{host}:{port} answers.")
