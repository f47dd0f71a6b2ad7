"""The real desk: the user's database, a baresip line, and the line that is reported by hand.

The window is painted before anything else is imported, let alone built: what is written here at
the top is all that the first paint waits for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from desktop.appearance import Appearance, make_qt
from desktop.hook.sole import Place
from desktop.settings import Settings
from desktop.ui.frame import Frame, restore_place

if TYPE_CHECKING:
    from desktop.app import DeskApp
    from desktop.domain.profile import Profile
    from desktop.domain.talk_track import TalkTrack
    from desktop.session.ports import Line


def run_desk(
    settings: Settings,
    database: Path,
    language: str | None,
    passphrase: str | None,
    place: Place | None = None,
) -> int:
    """Open the desk and stay until its window is closed."""
    qt = make_qt()
    appearance = Appearance(qt, settings, language=language or settings.language)
    colours = appearance.first_colours()
    sentence = QCoreApplication.translate("UnlockPanel", "Opening the database…")
    frame = Frame(sentence, colours.window, colours.ink)
    restore_place(frame, appearance.preferences)
    desks: list[DeskApp] = []

    def furnish() -> None:
        try:
            desks.append(_desk(qt, settings, database, passphrase, appearance, frame, place))
            if settings.profile is None:
                desks[0].on_ready = desks[0].window.tell_sample_profile
            desks[0].show()
        except BaseException:
            # Raised inside Qt's loop, it would be printed and leave an empty window standing.
            qt.exit(1)
            raise

    frame.painted.connect(furnish)
    frame.show()
    status = qt.exec()
    for desk in desks:
        desk.stop()
    return status


def _desk(
    qt: QApplication,
    settings: Settings,
    database: Path,
    passphrase: str | None,
    appearance: Appearance,
    frame: Frame,
    place: Place | None,
) -> DeskApp:
    from desktop.app import DeskApp, DeskOptions
    from desktop.opening import Unlocking

    options = DeskOptions(
        database=database,
        language=appearance.language,
        make_lines=lambda app: _lines(app, settings),
        unlocking=Unlocking(passphrase=passphrase),
        load_words=lambda: load_words(settings),
        backup_folder=settings.backups or database.parent / "backups",
        place=place,
    )
    return DeskApp(qt, settings, options, appearance=appearance, frame=frame)


def load_words(settings: Settings) -> tuple[TalkTrack, Profile]:
    """The talk track, and the agency's profile: the user's own, else the sample's."""
    from desktop.content.profiles import load_profile
    from desktop.content.resources import find_resources
    from desktop.content.talk_tracks import load_talk_track

    resources = find_resources()
    profile = settings.profile or resources / "sample/profile.yaml"
    return load_talk_track(resources / "talk_tracks"), load_profile(profile)


def _lines(app: DeskApp, settings: Settings) -> list[Line]:
    import uuid

    from desktop.softphone.baresip import BaresipLine
    from desktop.softphone.manual import ManualLine

    lines: list[Line] = []
    if settings.line == "baresip":
        lines.append(
            BaresipLine(app.receive, app.clock, settings.baresip_host, settings.baresip_port)
        )
    lines.append(ManualLine(app.receive, app.clock, lambda: uuid.uuid4().hex))
    return lines
