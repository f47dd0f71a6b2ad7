"""What an import beside the desk tells, folded into what the window shows."""

from __future__ import annotations

import pytest

from desktop.session.importing import (
    ImportedColumn,
    ImportPhase,
    ImportView,
    RejectedRow,
    begun,
    finished,
    told,
)

REPORT = {
    "report": {
        "rows_read": 3,
        "inserted": 1,
        "updated": 1,
        "rejected": 1,
        "columns": {"姓名": "name"},
        "left_out": ["x"],
        "rejects": [{"row": 4, "column": "本金", "reason": "没有填写"}],
        "rejects_file": "bad.csv",
    }
}


def test_progress_moves_and_never_passes_the_end() -> None:
    view = told(begun("a.csv", is_trial=False), {"rows": 10, "bytes": 50, "total_bytes": 200})
    assert (view.phase, view.rows, view.share, view.is_busy) == (
        ImportPhase.IMPORTING,
        10,
        0.25,
        True,
    )
    assert told(view, {"rows": 11, "bytes": 900, "total_bytes": 200}).share == 1.0


@pytest.mark.parametrize("odd", [{}, {"rows": "many"}, {"report": 5}, {"rows": -3}])
def test_a_line_that_says_nothing_changes_nothing(odd: dict[str, object]) -> None:
    view = told(begun("a.csv", is_trial=True), {"rows": 10, "bytes": 50, "total_bytes": 200})
    assert told(view, odd) == view


@pytest.mark.parametrize(
    ("is_trial", "phase"), [(True, ImportPhase.CHECKED), (False, ImportPhase.DONE)]
)
def test_the_report_ends_it(is_trial: bool, phase: ImportPhase) -> None:
    view = told(begun("a.csv", is_trial=is_trial), REPORT)
    assert view.phase is phase
    assert (view.rows, view.inserted, view.updated, view.rejected) == (3, 1, 1, 1)
    assert view.columns == (ImportedColumn("姓名", "name"), ImportedColumn("x", ""))
    assert view.rejects == (RejectedRow(4, "本金", "没有填写"),)
    assert view.rejects_file == "bad.csv"
    assert finished(view, by_wish=True) == view


def test_lists_that_are_none_are_empty() -> None:
    report = {
        "report": {"columns": "no", "left_out": 3, "rejects": [5, {"row": 1}], "rows_read": 1}
    }
    view = told(begun("a.csv", is_trial=True), report)
    assert (view.columns, view.rejects) == ((), ())


def test_a_stopped_import_says_so() -> None:
    view = told(begun("a.csv", is_trial=False), {"report": {"stopped": True, "rows_read": 2}})
    assert view.phase is ImportPhase.STOPPED


def test_an_error_is_told_in_its_own_words() -> None:
    view = told(begun("a.csv", is_trial=True), {"error": "This is a folder, not a file."})
    assert (view.phase, view.sentence) == (ImportPhase.FAILED, "This is a folder, not a file.")


def test_an_import_that_ends_without_a_word_was_cut_off() -> None:
    view = begun("a.csv", is_trial=False)
    assert finished(view, by_wish=False).phase is ImportPhase.FAILED
    assert finished(view, by_wish=True).phase is ImportPhase.STOPPED
    assert not ImportView().is_busy


def test_a_header_that_lacks_a_column_can_be_said_otherwise() -> None:
    refused = {"error": "…", "columns": {"手机号": "phone"}, "left_out": ["谁"]}
    view = told(begun("a.csv", is_trial=True), refused)
    assert view.columns == (ImportedColumn("手机号", "phone"), ImportedColumn("谁", ""))
