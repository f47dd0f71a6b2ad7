"""The debtor's file: who, how late, how much and why, what binds us, what happened."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.cases import Debt
from desktop.domain.masking import MASK
from desktop.domain.money import Money, format_money
from desktop.domain.references import shown_reference
from desktop.session.view import CaseView, PopView
from desktop.ui.labels import short_date, word
from desktop.ui.parts import Card, ElidedLabel, Label, clear, row
from desktop.ui.timeline import Timeline

_SHOWN_DEBTS = 3


class CasePanel(QWidget):
    """Everything known about one debtor; covered until the right person is confirmed."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[CaseView | None, PopView | None, str] | None = None
        self._name = Label("name", wrap=True)
        self._number = Label("muted")
        self._why = Label(chip="plain")
        self._days = Label(chip="gold")
        self._covered = Label("small", wrap=True)
        self._amount_heading = Label("heading")
        self._balance = Label("amount")
        self._as_of = Label("small")
        self._breakdown = QGridLayout()
        self._breakdown.setHorizontalSpacing(10)
        self._breakdown.setVerticalSpacing(2)
        self._parts: list[tuple[Label, Label]] = []
        for index in range(4):
            caption, figure = Label("small"), Label("figure")
            self._breakdown.addWidget(caption, 0, index)
            self._breakdown.addWidget(figure, 1, index)
            self._parts.append((caption, figure))
        self._holds = QHBoxLayout()
        self._holds.setSpacing(6)
        self._debts_heading = Label("heading")
        self._debts = QVBoxLayout()
        self._debts.setSpacing(3)
        self._history_heading = Label("heading")
        self._timeline = Timeline()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        person = Card(spacing=4)
        person.column.addLayout(row(self._name))
        person.column.addWidget(self._number)
        person.column.addWidget(self._why)
        person.column.addLayout(self._holds)
        person.column.addWidget(self._covered)
        person.column.addLayout(row(self._amount_heading, None, self._days))
        person.column.addWidget(self._balance)
        person.column.addWidget(self._as_of)
        person.column.addLayout(self._breakdown)
        person.column.addSpacing(4)
        person.column.addWidget(self._debts_heading)
        person.column.addLayout(self._debts)
        history = self._history = Card(spacing=4)
        history.column.addWidget(self._history_heading)
        history.column.addWidget(self._timeline, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(person)
        column.addWidget(history, 1)
        column.addStretch(0)

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._shown = None
        captions = (self.tr("Principal"), self.tr("Interest"), self.tr("Fees"), self.tr("Paid"))
        for (caption, _), text in zip(self._parts, captions, strict=True):
            caption.setText(text)
        self._debts_heading.setText(self.tr("Debts"))
        self._history_heading.setText(self.tr("History"))
        self._timeline.setAccessibleName(self.tr("History of contacts, promises and payments"))
        self._covered.setText(
            self.tr("Amounts, creditor and history appear when the right person is confirmed.")
        )

    def present(self, case: CaseView | None, pop: PopView | None, language: str) -> None:
        """Show a file and why it opened; an equal one costs nothing."""
        if self._shown == (case, pop, language):
            return
        self._shown = (case, pop, language)
        self.setVisible(case is not None)
        if case is None:
            return
        # Mr Sam Sample, but 陈样例 先生.
        parts = (case.title, case.name) if case.name.isascii() else (case.name, case.title)
        self._name.setText(" ".join(part for part in parts if part))
        self._number.setText(case.number)
        self._why.show_text(word(pop.reason) if pop is not None and pop.reason else "")
        self._why.setToolTip(self.tr("Why this file opened"))
        self._covered.setVisible(case.covered)
        self._history.setVisible(not case.covered)
        self._days.show_text(
            self.tr("%n day(s) overdue", "", case.days_past_due) if case.days_past_due else ""
        )
        # A file made for a stranger has no debt: a large zero would be a statement about money.
        owes = case.covered or bool(case.debts)
        self._amount_heading.setText(
            self.tr("Owed now") if owes else self.tr("No debt in this file")
        )
        self._balance.setVisible(owes)
        for caption, figure in self._parts:
            caption.setVisible(owes)
            figure.setVisible(owes)
        self._balance.setText(_money(case.balance))
        figures = (case.principal, case.interest, case.fees, case.paid)
        for (_, figure), amount in zip(self._parts, figures, strict=True):
            figure.setText(_money(amount))
        self._as_of.show_text(
            self.tr("as of {day}").format(day=short_date(case.as_of, language))
            if case.as_of
            else ""
        )
        self._render_holds(case)
        self._render_debts(case, language)
        self._timeline.show_entries(case.timeline, language, case.time_zone)
        if not case.covered:
            self._timeline.scrollToTop()

    def _render_holds(self, case: CaseView) -> None:
        clear(self._holds)
        for hold in case.holds:
            chip = Label(chip="danger")
            chip.setText(f"⚑ {word(hold.kind)}")
            self._holds.addWidget(chip)
        if case.holds:
            self._holds.addStretch(1)

    def _render_debts(self, case: CaseView, language: str) -> None:
        clear(self._debts)
        self._debts_heading.setVisible(bool(case.debts))
        for debt in case.debts[:_SHOWN_DEBTS]:
            self._debts.addWidget(self._debt_row(debt, language))
        rest = len(case.debts) - _SHOWN_DEBTS
        if rest > 0:
            more = Label("small")
            more.setText(self.tr("and %n more", "", rest))
            more.setToolTip(
                "\n".join(self._debt_text(debt, language) for debt in case.debts[_SHOWN_DEBTS:])
            )
            self._debts.addWidget(more)

    def _debt_row(self, debt: Debt, language: str) -> QWidget:
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        what, amount = ElidedLabel("muted"), Label()
        what.setText(" · ".join(part for part in (debt.creditor, debt.product) if part))
        amount.setText(_money(debt.balance))
        box.addWidget(what, 1)
        box.addWidget(amount)
        line.setToolTip(self._debt_text(debt, language))
        return line

    def _debt_text(self, debt: Debt, language: str) -> str:
        return self.tr("{creditor}, {product}, {ref}: {amount}, due {day}").format(
            creditor=debt.creditor,
            product=debt.product,
            ref=shown_reference(debt.external_ref) or "—",
            amount=_money(debt.balance),
            day=short_date(debt.due_on, language),
        )


def _money(amount: Money | None) -> str:
    return MASK if amount is None else format_money(amount)
