"""By keyboard: a file for a stranger, a number that is kept, two files that become one."""

from __future__ import annotations

from desktop.domain.cases import CaseFile, PhoneKind
from desktop.domain.outcome import Disposition
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import OWN_NAME, OWN_NUMBER, STRANGE_NUMBER, RunningDesk


def file_of(desk: RunningDesk, number: str) -> CaseFile | None:
    store = desk.app.store
    assert store is not None
    matches = store.submit(lambda s: s.match_number(number)).result()
    return matches[0].case if matches else None


def save(desk: RunningDesk) -> None:
    desk.window.wrap_up.disposition_requested.emit(Disposition.HUNG_UP_EARLY)
    desk.settle()
    desk.press("F4")
    desk.wait(lambda view: view.focused is None)


def make_file(desk: RunningDesk, name: str) -> None:
    desk.press("Ctrl+N")
    assert desk.types_into(desk.window.pop.form.name)
    desk.type(name)
    desk.press("Return")
    desk.wait(lambda view: view.case is not None)


def test_a_stranger_gets_a_file_that_the_next_call_opens(desk: RunningDesk) -> None:
    desk.ring(STRANGE_NUMBER)
    desk.press("F2")
    desk.wait(lambda view: view.timer is not None)
    desk.press("Ctrl+N")
    desk.type("李四")
    desk.press("Tab", "Down", "Tab")
    desk.type("asks for Chen")
    desk.press("Return")
    view = desk.wait(lambda view: view.case is not None)
    assert view.case is not None
    assert view.case.name == "李四"
    assert view.case.external_ref.startswith("NEW-")
    assert not desk.window.pop.isVisible()
    desk.press("F3")
    desk.line.hang_up()
    desk.settle()
    save(desk)

    desk.ring(STRANGE_NUMBER, "2")
    case = file_of(desk, STRANGE_NUMBER)
    assert case is not None
    assert case.phones[0].kind is PhoneKind.WORK
    assert "asks for Chen" in [entry.text for entry in case.timeline]


def test_the_form_of_one_call_is_not_that_of_the_next(desk: RunningDesk) -> None:
    desk.ring(STRANGE_NUMBER)
    desk.press("Ctrl+N")
    desk.type("Wang")
    desk.leave_the_text()
    desk.line.hang_up()
    desk.settle()
    save(desk)
    desk.ring(STRANGE_NUMBER, "2")
    assert not desk.window.pop.form.name.isVisible()
    assert desk.window.pop.form.name.text() == ""


def test_a_number_is_kept_and_taken_out_by_key(desk: RunningDesk) -> None:
    desk.ring(STRANGE_NUMBER)
    desk.press("Ctrl+K")
    desk.type(OWN_NAME)
    desk.wait(lambda view: view.search is not None and view.search.found)
    desk.press("Return")
    desk.wait(lambda view: view.case is not None)
    assert file_of(desk, STRANGE_NUMBER) is None, "never by itself"
    desk.press("Ctrl+U", "Tab", "Space")
    desk.wait(lambda view: view.file_hints is not None and view.file_hints.kept_number)
    case = file_of(desk, STRANGE_NUMBER)
    assert case is not None
    assert case.phones[-1].kind is PhoneKind.WORK
    desk.press("Ctrl+U", "Space")
    desk.wait(lambda view: view.file_hints is not None and not view.file_hints.kept_number)
    assert file_of(desk, STRANGE_NUMBER) is None


def test_two_files_are_compared_put_together_and_parted_after_a_restart(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk().open()
    own = file_of(desk, OWN_NUMBER)
    assert own is not None
    desk.ring("+8616111110005")
    desk.press("F2")
    desk.wait(lambda view: view.timer is not None)
    make_file(desk, OWN_NAME)
    desk.press("F3")
    desk.wait(lambda view: view.file_hints is not None and view.file_hints.others)
    desk.press("Ctrl+E")
    desk.type("same person")
    desk.leave_the_text()
    desk.press("Ctrl+M")
    compare = desk.window.files.compare
    assert compare.isVisible()
    assert own.debtor.external_ref in compare._other.name.text()
    compare._other.keep.setFocus()
    desk.press("Return")
    view = desk.wait(
        lambda view: view.case is not None and view.case.external_ref == own.debtor.external_ref
    )
    assert not compare.isVisible()
    assert view.case is not None
    assert not view.case.covered
    assert desk.window.note.editor.toPlainText() == "same person"
    desk.line.hang_up()
    desk.settle()
    save(desk)
    assert desk.outcomes()[0].note == "same person"
    desk.close()

    again = make_desk().open()
    again.press("Ctrl+O")
    again.wait(lambda view: len(view.file_changes.changes) == 1)
    rows = again.window.files.today.list
    rows.setCurrentRow(rows.count() - 1)
    again.press("Return")
    again.wait(lambda view: not view.file_changes.changes)
    parted = file_of(again, "+8616111110005")
    assert parted is not None
    assert parted.debtor.external_ref.startswith("NEW-")
    kept = file_of(again, OWN_NUMBER)
    assert kept is not None
    assert kept.debts == own.debts


def test_nothing_to_compare_says_so(desk: RunningDesk) -> None:
    desk.press("Ctrl+M")
    assert desk.window.files.compare.isVisible()
    desk.press("Escape")
    assert not desk.window.files.compare.isVisible()
