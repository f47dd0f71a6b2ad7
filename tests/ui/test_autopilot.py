"""The demo that plays by itself ends in time, also when its desk never gets ready."""

from __future__ import annotations

import pytest

from desktop.autopilot import Autopilot
from desktop.demo import _calls_for
from tests.ui.conftest import MakeDesk

SHORT_MS = 1


def test_it_gives_up_although_the_desk_never_got_ready(
    make_desk: MakeDesk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    left: list[int] = []
    monkeypatch.setattr(desk.app.qt, "exit", left.append)
    autopilot = Autopilot(desk.app, _calls_for("en")[0], None, SHORT_MS)
    autopilot.limit()
    desk.qtbot.waitUntil(lambda: left == [1])
    assert capsys.readouterr().out.startswith("✗: ")
