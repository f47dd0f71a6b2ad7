"""What can be seen or heard of a window: every text on the screen, and what a reader speaks."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop.domain.cases import CaseFile
from desktop.domain.money import Money, format_figure, format_money
from desktop.ui.parts import ElidedLabel

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def everything_shown(window: QWidget) -> str:
    """The title and all visible texts, accessible names, tool tips and list rows, one a line."""
    return "\n".join(text for text in _texts(window) if text)


def _texts(window: QWidget) -> Iterator[str]:
    yield window.windowTitle()
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QAbstractItemView):
            # Rows count even while their list is hidden: a reader or a search may still find them.
            yield from _rows(widget)
        if not widget.isVisibleTo(window):
            continue
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        yield from _own_texts(widget)


def _own_texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, ElidedLabel):
        return  # how much of it fits is a matter of widths; its name is the whole text
    if isinstance(widget, QLabel | QPushButton | QLineEdit | QAbstractSpinBox):
        yield widget.text()
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount()):
        for role in _ROLES:
            yield str(model.index(row, 0).data(role) or "")


def secrets_of(case: CaseFile) -> set[str]:
    """Every amount, creditor, product, contract and history text of a file, as it may be written.

    Amounts below a hundred are left out: a figure of two digits stands in many harmless words.
    """
    secrets = {debt.creditor for debt in case.debts} | {debt.product for debt in case.debts}
    secrets |= {debt.external_ref for debt in case.debts}
    secrets |= {entry.text for entry in case.timeline if entry.text}
    amounts = [case.balance, case.principal, case.interest, case.fees, case.paid]
    amounts += [entry.amount for entry in case.timeline if entry.amount is not None]
    for debt in case.debts:
        amounts += [debt.balance, debt.principal, debt.interest, debt.fees, debt.paid]
    for amount in amounts:
        secrets |= _written(amount)
    return secrets


def _written(amount: Money) -> set[str]:
    if amount.minor < 10_000:
        return set()
    figure = format_figure(amount)
    return {format_money(amount), figure, figure.replace(",", ""), str(amount.minor)}
