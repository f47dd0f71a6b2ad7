"""The identity gate: one question, its answer for the agent's eyes, two doors."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.outcome import Identity
from desktop.session.view import CaseView, TalkView
from desktop.ui.actions import action_text, key_text
from desktop.ui.parts import Button, Card, Label, row


class IdentityGate(Card):
    """Stands above the line until the right person is confirmed."""

    def __init__(self, run: Callable[[str], None]) -> None:
        super().__init__("gate", margin=10, spacing=6)
        self._what = Label("figure", wrap=True)
        self._confirm = Button("primary")
        self._third = Button()
        self._confirm.clicked.connect(lambda _checked=False: run("confirm-identity"))
        self._third.clicked.connect(lambda _checked=False: run("third-party"))
        self.column.addWidget(self._what)
        self.column.addLayout(row(self._confirm, self._third, None))
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._confirm.show_words(action_text("confirm-identity"), key_text("confirm-identity"))
        self._third.show_words(action_text("third-party"), key_text("third-party"))

    def _check_text(self, case: CaseView | None) -> str:
        if case is None or not case.match_question:
            return self.tr("Check who it is before any word about a debt.")
        return self.tr("Check who it is: {question} — on file: {answer}").format(
            question=case.match_question, answer=case.match_answer
        )

    def present(self, talk: TalkView, case: CaseView | None) -> None:
        """Show what to check; nothing once the right person is confirmed."""
        self.setVisible(talk.identity is not Identity.CONFIRMED)
        third = talk.identity is Identity.THIRD_PARTY
        if third:
            self._what.setText(
                self.tr("Someone else is on the line: say nothing about a debt or a creditor.")
            )
        else:
            self._what.setText(self._check_text(case))
        self._confirm.setEnabled(case is not None)
        self._third.setVisible(not third)
