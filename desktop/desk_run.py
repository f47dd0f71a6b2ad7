"""The real desk: the user's database, a baresip line, and the line that is reported by hand."""

from __future__ import annotations

import uuid
from pathlib import Path

from desktop.app import DeskApp, DeskOptions, make_qt
from desktop.content.profiles import load_profile
from desktop.content.resources import find_resources
from desktop.content.talk_tracks import load_talk_track
from desktop.domain.profile import Profile
from desktop.domain.talk_track import TalkTrack
from desktop.opening import Unlocking
from desktop.session.ports import Line
from desktop.settings import Settings
from desktop.softphone.baresip import BaresipLine
from desktop.softphone.manual import ManualLine


def run_desk(
    settings: Settings, database: Path, language: str | None, passphrase: str | None
) -> int:
    """Open the desk and stay until its window is closed."""
    qt = make_qt()
    app = DeskApp(
        qt,
        settings,
        DeskOptions(
            database=database,
            language=language or settings.language,
            make_lines=lambda app: _lines(app, settings),
            unlocking=Unlocking(passphrase=passphrase),
            load_words=lambda: load_words(settings),
        ),
    )
    app.show()
    status = qt.exec()
    app.stop()
    return status


def load_words(settings: Settings) -> tuple[TalkTrack, Profile]:
    """The talk track, and the agency's profile: the user's own, else the sample's."""
    resources = find_resources()
    profile = settings.profile or resources / "sample/profile.yaml"
    return load_talk_track(resources / "talk_tracks"), load_profile(profile)


def _lines(app: DeskApp, settings: Settings) -> list[Line]:
    lines: list[Line] = []
    if settings.line == "baresip":
        lines.append(
            BaresipLine(app.receive, app.clock, settings.baresip_host, settings.baresip_port)
        )
    lines.append(ManualLine(app.receive, app.clock, lambda: uuid.uuid4().hex))
    return lines
