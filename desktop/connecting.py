"""Between the page that connects a telephone and what does it: recipes, this machine, its files."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

from PySide6.QtCore import QSettings

from desktop.content.phone_recipes import FOLDER, load_phone_recipes
from desktop.content.resources import find_resources
from desktop.content.yaml_rows import ContentError
from desktop.dialling import Dialling
from desktop.domain.calls import CallEvent
from desktop.domain.line_test import LineTest
from desktop.domain.phone_recipes import PhoneRecipe, filled
from desktop.phones.detection import look_for, running_names
from desktop.phones.phone_files import PhoneFileError, PhoneFiles, Written
from desktop.phones.places import places_for
from desktop.session.phone_view import PhoneView, WriteResult
from desktop.settings import Settings
from desktop.ui.connect_sheet import ConnectSheet

HTTP_PORT = 8787
_TOKEN_BYTES = 12
_CHOSEN = "phone"


class Connecting:
    """Looks at the machine on a thread of its own each time the page opens, and writes on one.

    `post` runs a callable on the GUI thread; `report` writes down an unexpected error.
    """

    def __init__(
        self,
        sheet: ConnectSheet,
        settings: Settings,
        preferences: QSettings,
        *,
        post: Callable[[Callable[[], None]], None],
        report: Callable[[BaseException], object],
        dialling: Dialling,
    ) -> None:
        self._sheet = sheet
        self._settings = settings
        self._preferences = preferences
        self._post = post
        self._report = report
        self.files = PhoneFiles()
        self._recipes: tuple[PhoneRecipe, ...] = ()
        self._new_token = secrets.token_hex(_TOKEN_BYTES)
        self._one_at_a_time = threading.Lock()
        self._test: LineTest | None = None
        sheet.opened.connect(self._look)
        sheet.show_dial_by(dialling.choice)
        sheet.dial_by_requested.connect(dialling.choose)
        sheet.write_requested.connect(lambda name: self._change(name, self.files.write))
        sheet.undo_requested.connect(lambda name: self._change(name, self.files.undo))
        sheet.test_requested.connect(self._begin_test)
        sheet.test_left.connect(self._end_test)
        sheet.phone_chosen.connect(lambda name: preferences.setValue(_CHOSEN, name))

    def hear(self, event: CallEvent) -> None:
        """Every event of every line, for a test that runs."""
        if self._test is not None and self._test.hear(event):
            self._sheet.show_findings(self._test.findings())

    def _look(self) -> None:
        threading.Thread(target=self._look_at_machine, name="connect-phone").start()

    def _look_at_machine(self) -> None:
        try:
            phones = self._phones()
        except (ContentError, OSError) as error:
            fault = str(error)  # names file and line
            self._post(lambda: self._sheet.show_fault(fault))
        except Exception as error:  # noqa: BLE001 - a thread has nobody else to tell
            self._report(error)
        else:
            self._post(lambda: self._sheet.present(phones, self._chosen()))

    def _phones(self) -> tuple[PhoneView, ...]:
        if not self._recipes:
            self._recipes = load_phone_recipes(find_resources() / FOLDER)
        running = running_names()
        views: list[PhoneView] = []
        for recipe in self._recipes:
            found = look_for(recipe.traces, running)
            places = places_for(
                recipe,
                settings_file=self._settings.config_folder / "settings.toml",
                http_port=self._settings.hook.http_port or HTTP_PORT,
                http_token=self._settings.hook.token or self._new_token,
                baresip_port=self._settings.baresip_port,
                script=self.files.script,
            )
            views.append(
                PhoneView(
                    recipe,
                    installed=found.installed,
                    running=found.running,
                    pastes=tuple(filled(step.paste, places) for step in recipe.steps),
                    can_write=self.files.can_write(recipe),
                    is_written=self.files.is_written(recipe),
                )
            )
        return tuple(views)

    def _chosen(self) -> str:
        return str(self._preferences.value(_CHOSEN, ""))

    def _change(self, name: str, change: Callable[[PhoneRecipe], Written]) -> None:
        recipe = next((each for each in self._recipes if each.phone_id == name), None)
        if recipe is not None:
            change_files = threading.Thread(
                target=self._change_files, args=(recipe, change), name="connect-phone"
            )
            change_files.start()

    def _change_files(self, recipe: PhoneRecipe, change: Callable[[PhoneRecipe], Written]) -> None:
        """Which programs run is asked of the system, and that may take seconds."""
        try:
            with self._one_at_a_time:
                written = change(recipe)
        except PhoneFileError as error:
            failed = WriteResult(error.kind)
            self._post(lambda: self._sheet.show_result(failed))
            return
        except Exception as error:  # noqa: BLE001 - a thread has nobody else to tell
            self._report(error)
            return
        done = WriteResult.UNDONE if change == self.files.undo else WriteResult.WRITTEN
        result = done if written.changed else WriteResult.UNCHANGED
        told = WriteResult.KEPT if written.kept else result
        self._post(lambda: self._sheet.show_result(told, written.kept))
        self._look_at_machine()

    def _begin_test(self) -> None:
        self._test = LineTest()
        self._sheet.show_findings(())

    def _end_test(self) -> None:
        self._test = None
