"""Opening the database without a key store: a passphrase, a recovery key, and plain refusals."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtWidgets import QApplication

from desktop.opening import Unlocking
from desktop.ui.unlock_panel import UnlockNeed
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import RunningDesk
from tests.ui.seen import everything_shown

PASSPHRASE = "correct horse"
NEW_PASSPHRASE = "battery staple"


class KeptInMemory(KeyringBackend):
    """A key store of the system that works."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def no_key_store() -> Iterator[None]:
    """The machine has no key store, whatever the machine of the test has."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def asking(make_desk: MakeDesk, need: UnlockNeed) -> RunningDesk:
    """A desk on the same database that asks for something."""
    desk = make_desk(samples=False, unlocking=Unlocking())
    desk.show()
    until(desk, need)
    return desk


def until(desk: RunningDesk, need: UnlockNeed) -> None:
    desk.wait(lambda _view: desk.window.unlock._need is need and desk.window.unlock.isVisible())


def first_start(make_desk: MakeDesk) -> tuple[RunningDesk, str]:
    """Choose a passphrase by keyboard; gives the desk and the recovery key that it shows."""
    desk = asking(make_desk, UnlockNeed.NEW_PASSPHRASE)
    desk.type(f"{PASSPHRASE}\t{PASSPHRASE}")
    desk.press("Return")
    until(desk, UnlockNeed.NOTE_RECOVERY_KEY)
    return desk, desk.window.unlock._key.text()


def ready(desk: RunningDesk) -> None:
    desk.wait(lambda _view: desk.is_ready)
    assert not desk.window.unlock.isVisible()
    assert desk.window.idle.isVisible()


def test_a_first_start_makes_a_passphrase_and_shows_the_recovery_key_once(
    make_desk: MakeDesk,
) -> None:
    desk, recovery_key = first_start(make_desk)
    assert len(recovery_key) > 20
    assert not desk.is_ready
    desk.press("Space")
    ready(desk)
    desk.ring()
    assert recovery_key not in everything_shown(desk.window)
    assert desk.window.unlock._key.text() == ""


def test_a_short_or_mistyped_new_passphrase_is_not_taken(make_desk: MakeDesk) -> None:
    desk = asking(make_desk, UnlockNeed.NEW_PASSPHRASE)
    panel = desk.window.unlock
    for first, second in (("short", "short"), (PASSPHRASE, PASSPHRASE[:-1])):
        panel.first.setFocus()
        desk.press("Ctrl+A")
        desk.type(f"{first}\t")
        desk.press("Ctrl+A")
        desk.type(second)
        assert not panel._ok.isEnabled()
        desk.press("Return")
        assert panel._need is UnlockNeed.NEW_PASSPHRASE
    assert not desk.settings.database.exists()


def test_the_next_start_asks_and_tells_a_wrong_passphrase_from_the_right_one(
    make_desk: MakeDesk,
) -> None:
    first, _ = first_start(make_desk)
    first.press("Space")
    ready(first)
    first.close()

    desk = asking(make_desk, UnlockNeed.PASSPHRASE)
    panel = desk.window.unlock
    assert not panel.second.isVisible()
    assert "That was not the right one" not in everything_shown(panel)
    desk.type("something else")
    desk.press("Return")
    desk.wait(lambda _view: panel._warning.isVisible())
    assert "That was not the right one. Please try again." in everything_shown(panel)
    assert not desk.is_ready
    assert desk.types_into(panel.first)
    desk.type(PASSPHRASE)
    desk.press("Return")
    ready(desk)


def test_the_recovery_key_opens_and_a_new_passphrase_takes_over(make_desk: MakeDesk) -> None:
    first, recovery_key = first_start(make_desk)
    first.press("Space")
    ready(first)
    first.close()

    desk = asking(make_desk, UnlockNeed.PASSPHRASE)
    _use_recovery_key(desk, recovery_key)
    until(desk, UnlockNeed.NEW_PASSPHRASE)
    desk.type(f"{NEW_PASSPHRASE}\t{NEW_PASSPHRASE}")
    desk.press("Return")
    until(desk, UnlockNeed.NOTE_RECOVERY_KEY)
    assert desk.window.unlock._key.text() != recovery_key
    desk.press("Space")
    ready(desk)
    desk.close()

    last = asking(make_desk, UnlockNeed.PASSPHRASE)
    last.type(NEW_PASSPHRASE)
    last.press("Return")
    ready(last)


def test_a_wrong_recovery_key_is_told_and_opens_nothing(make_desk: MakeDesk) -> None:
    first, _ = first_start(make_desk)
    first.press("Space")
    ready(first)
    first.close()

    desk = asking(make_desk, UnlockNeed.PASSPHRASE)
    _use_recovery_key(desk, "AAAA-BBBB-CCCC")
    desk.wait(lambda _view: desk.window.unlock._warning.isVisible())
    assert not desk.is_ready


def _use_recovery_key(desk: RunningDesk, recovery_key: str) -> None:
    """Tab to the other way in, press it, type the key."""
    panel = desk.window.unlock
    for _ in range(9):
        if desk.types_into(panel._other):
            break
        desk.press("Tab")
    desk.press("Space")
    assert desk.types_into(panel.first)
    desk.type(recovery_key)
    desk.press("Return")


def test_with_a_key_store_nothing_is_asked_and_without_it_the_recovery_key_opens(
    make_desk: MakeDesk,
) -> None:
    keyring.set_keyring(KeptInMemory())
    first = asking(make_desk, UnlockNeed.NOTE_RECOVERY_KEY)
    recovery_key = first.window.unlock._key.text()
    first.press("Space")
    ready(first)
    first.close()
    second = make_desk(samples=False, unlocking=Unlocking()).open()
    second.close()

    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    desk = asking(make_desk, UnlockNeed.LOST_KEY)
    assert "use the recovery key" in everything_shown(desk.window.unlock)
    desk.type(recovery_key)
    desk.press("Return")
    until(desk, UnlockNeed.NEW_PASSPHRASE)


def test_the_recovery_key_can_be_copied(make_desk: MakeDesk) -> None:
    desk, recovery_key = first_start(make_desk)
    desk.window.unlock._other.click()
    assert QApplication.clipboard().text() == recovery_key
    QApplication.clipboard().clear()


def test_a_damaged_database_is_refused_in_a_sentence_and_left_as_it_is(
    make_desk: MakeDesk,
) -> None:
    first, _ = first_start(make_desk)
    first.press("Space")
    ready(first)
    first.close()
    path = first.settings.database
    path.write_bytes(b"\0" * 8192)

    desk = asking(make_desk, UnlockNeed.PASSPHRASE)
    desk.type(PASSPHRASE)
    desk.press("Return")
    until(desk, UnlockNeed.REFUSED)
    shown = everything_shown(desk.window.unlock)
    assert "The database file is damaged" in shown
    assert path.read_bytes() == b"\0" * 8192


def test_a_second_desk_on_the_same_database_says_where_the_first_is(make_desk: MakeDesk) -> None:
    make_desk().open()
    second = make_desk()
    second.show()
    until(second, UnlockNeed.REFUSED)
    assert "already open in another Callside window" in everything_shown(second.window)
    assert second.app.lines == []


def test_return_in_a_new_passphrase_says_what_is_missing(make_desk: MakeDesk) -> None:
    desk = asking(make_desk, UnlockNeed.NEW_PASSPHRASE)
    panel = desk.window.unlock
    desk.type("short")
    desk.press("Return")
    assert "At least eight characters, please." in everything_shown(panel)
    assert desk.types_into(panel.first)
    desk.type(" no more")
    assert not panel._warning.isVisible()
    desk.press("Return")
    assert desk.types_into(panel.second)
    desk.type("short no mere")
    desk.press("Return")
    assert "The two are not the same." in everything_shown(panel)
    assert panel._need is UnlockNeed.NEW_PASSPHRASE


def test_the_copy_of_a_recovery_key_is_confirmed_and_the_keyboard_goes_to_the_desk(
    make_desk: MakeDesk,
) -> None:
    desk, recovery_key = first_start(make_desk)
    panel = desk.window.unlock
    panel._other.click()
    assert QApplication.clipboard().text() == recovery_key
    assert panel._other.text() == "✓ Copied"
    desk.press("Space")
    ready(desk)
    assert desk.types_into(desk.window.centralWidget() or desk.window)
