"""Qt calls that return nothing must not use up None.

PySide6 6.12.0 drops one reference to None for each such call under Python 3.10 and 3.11; after a
few thousand calls the whole process aborts, in the middle of a call with a debtor.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 10_000
CALLS_BETWEEN_LOOKS = 500
IMMORTAL_SINCE = (3, 12)
IMMORTAL_REFERENCES = 2**30 - 1  # the least that any build gives such an object


def fewest_references_left(call: Callable[[int], None]) -> int:
    """The change in the references to None over many calls, seen before it could abort."""
    before = sys.getrefcount(None)
    for start in range(0, CALLS, CALLS_BETWEEN_LOOKS):
        for number in range(start, start + CALLS_BETWEEN_LOOKS):
            call(number)
        change = sys.getrefcount(None) - before
        if abs(change) > CALLS_BETWEEN_LOOKS // 2:
            return change
    return sys.getrefcount(None) - before


def test_calls_without_a_result_leave_none_alone(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    change = fewest_references_left(lambda number: label.setText(str(number)))
    if sys.version_info >= IMMORTAL_SINCE:
        assert change == 0
    else:
        assert abs(change) < 50


def test_references_taken_are_counted_only_where_they_could_run_out() -> None:
    kept: list[None] = []
    change = fewest_references_left(lambda number: kept.append(None))
    if sys.version_info >= IMMORTAL_SINCE:
        # None cannot be used up: its count is a constant that no reference moves.
        assert (change, len(kept)) == (0, CALLS)
        assert sys.getrefcount(None) >= IMMORTAL_REFERENCES
    else:
        assert change == CALLS_BETWEEN_LOOKS
