"""`callside check`: proves the machine, and says how to mend what is missing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from pathlib import Path

from desktop.commands.checks.database import look_at_database
from desktop.commands.checks.desktop_ties import look_at_desktop_ties
from desktop.commands.checks.finding import MARKS, STATE_WORDS, Finding, State, survived
from desktop.commands.checks.lines import look_at_lines
from desktop.commands.checks.machine import look_at_machine
from desktop.commands.checks.voices import look_at_voices
from desktop.commands.printing import print_json
from desktop.domain.phone_recipes import Words
from desktop.phones.url_scheme import register_scheme, unregister_scheme
from desktop.settings import Settings

_SUBJECTS = {
    "python": Words("Python", "Python"),
    "libraries": Words("程序库", "libraries"),
    "system libraries": Words("系统库", "system libraries"),
    "screen": Words("显示屏", "screen"),
    "fonts": Words("字体", "fonts"),
    "disk": Words("磁盘", "disk"),
    "reserve": Words("预留空间", "reserve"),
    "database": Words("数据库", "database"),
    "backup": Words("备份", "backup"),
    "hook": Words("来电命令", "call commands"),
    "http": Words("HTTP 端口", "HTTP port"),
    "baresip": Words("baresip", "baresip"),
    "voice": Words("语音", "voice"),
    "audio": Words("播放", "audio"),
    "shortcuts": Words("快捷键", "shortcuts"),
    "callside links": Words("callside 链接", "callside links"),
}


def run_check(
    arguments: argparse.Namespace, settings: Settings, database: Path, passphrase: str | None
) -> int:
    """Look at everything and print it; 1 when anything is broken."""
    if arguments.register:
        register_scheme()
    elif arguments.unregister:
        unregister_scheme()
    findings = everything(settings, database, passphrase)
    if arguments.json:
        print_json(
            {
                "ok": not _is_broken(findings),
                "findings": [_as_json(finding) for finding in findings],
            }
        )
    else:
        if isinstance(sys.stdout, TextIOWrapper):
            # A console of another code page may lack a mark; the words are what counts.
            sys.stdout.reconfigure(errors="replace")
        language = arguments.language or settings.language or "zh_CN"
        for finding in findings:
            print(as_line(finding, language))
    return int(_is_broken(findings))


def everything(settings: Settings, database: Path, passphrase: str | None) -> list[Finding]:
    """What every look found, in the order in which one would mend it."""
    looks: dict[str, Callable[[], Iterable[Finding]]] = {
        "libraries": look_at_machine,
        "database": lambda: look_at_database(database, settings.backups, passphrase),
        "hook": lambda: look_at_lines(settings, database),
        "voice": look_at_voices,
        "shortcuts": look_at_desktop_ties,
    }
    findings: list[Finding] = []
    for subject, look in looks.items():
        with survived(subject, findings):
            findings.extend(look())
    return findings


def as_line(finding: Finding, language: str) -> str:
    """One finding as it is printed."""
    subject = _SUBJECTS[finding.subject].spoken(language)
    state = STATE_WORDS[finding.state].spoken(language)
    return f"{MARKS[finding.state]} {state}  {subject}  {finding.says.spoken(language)}"


def _is_broken(findings: Iterable[Finding]) -> bool:
    return any(finding.state is State.BROKEN for finding in findings)


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "subject": finding.subject,
        "state": finding.state.value,
        "zh": finding.says.zh,
        "en": finding.says.en,
    }
