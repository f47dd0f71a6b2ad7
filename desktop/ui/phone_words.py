"""The words for telephones: what they tell, how sure a recipe is, what came of writing a file."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.line_test import LineFinding
from desktop.domain.phone_recipes import Proof, Told
from desktop.session.phone_view import DialBy, DialResult, WriteResult

_WORDS: dict[Enum, object] = {
    Told.RINGING: QT_TRANSLATE_NOOP("phones", "ringing"),
    Told.ANSWERED: QT_TRANSLATE_NOOP("phones", "answered"),
    Told.ENDED: QT_TRANSLATE_NOOP("phones", "ended"),
    Told.HELD: QT_TRANSLATE_NOOP("phones", "hold"),
    Told.NUMBER: QT_TRANSLATE_NOOP("phones", "number"),
    Told.ID: QT_TRANSLATE_NOOP("phones", "call id"),
    Told.DIRECTION: QT_TRANSLATE_NOOP("phones", "direction"),
    Told.LEVELS: QT_TRANSLATE_NOOP("phones", "sound levels"),
    Proof.REAL_PROGRAM: QT_TRANSLATE_NOOP("phones", "Tested with the real program."),
    Proof.REPLAYED: QT_TRANSLATE_NOOP(
        "phones", "Tested by replaying its documented messages, not with the device."
    ),
    Proof.DOCUMENTED: QT_TRANSLATE_NOOP("phones", "From its documentation only; not tested."),
    DialBy.LINE: QT_TRANSLATE_NOOP("phones", "the connected line only"),
    DialBy.TEL: QT_TRANSLATE_NOOP("phones", "the line, else a tel: link"),
    DialBy.SIP: QT_TRANSLATE_NOOP("phones", "the line, else a sip: link"),
    DialBy.OFF: QT_TRANSLATE_NOOP("phones", "nothing: I dial myself"),
    DialResult.TEL_LINK: QT_TRANSLATE_NOOP(
        "phones", "No line can dial: the number went to your phone program as a tel: link."
    ),
    DialResult.SIP_LINK: QT_TRANSLATE_NOOP(
        "phones", "No line can dial: the number went to your phone program as a sip: link."
    ),
    DialResult.NOT_TAKEN: QT_TRANSLATE_NOOP(
        "phones", "Nothing was dialled: no program here opens such links. Dial on your phone."
    ),
    DialResult.BY_AGENT: QT_TRANSLATE_NOOP("phones", "Nothing was dialled: dial on your phone."),
    WriteResult.WRITTEN: QT_TRANSLATE_NOOP(
        "phones", "Written. A copy of the old file lies beside it. Start the phone again."
    ),
    WriteResult.KEPT: QT_TRANSLATE_NOOP(
        "phones", "These settings already hold something of your own and were left alone: {keys}"
    ),
    WriteResult.UNCHANGED: QT_TRANSLATE_NOOP("phones", "Nothing had to be changed."),
    WriteResult.UNDONE: QT_TRANSLATE_NOOP(
        "phones", "Taken out again; everything else stayed as it was."
    ),
    WriteResult.RUNNING: QT_TRANSLATE_NOOP(
        "phones", "Quit the phone first: it would overwrite the file when it quits."
    ),
    WriteResult.NO_FILE: QT_TRANSLATE_NOOP(
        "phones", "Its settings were not found. Start the phone once and set up its account."
    ),
    WriteResult.UNREADABLE: QT_TRANSLATE_NOOP(
        "phones", "Its settings cannot be read. Nothing was changed; write them by hand."
    ),
    WriteResult.UNUSABLE_COMMAND: QT_TRANSLATE_NOOP(
        "phones", "This phone cannot run a program from a folder like this one. Nothing changed."
    ),
    WriteResult.DISK: QT_TRANSLATE_NOOP(
        "phones", "The file cannot be written. Check the disk and whether you may write there."
    ),
}

_WITHOUT: dict[Told, object] = {
    Told.RINGING: QT_TRANSLATE_NOOP("phones", "The file opens only when the call is answered."),
    Told.ANSWERED: QT_TRANSLATE_NOOP(
        "phones",
        "Stages and timer do not start: report the call by hand when you need them.",
    ),
    Told.ENDED: QT_TRANSLATE_NOOP("phones", "Say yourself when the call is over."),
    Told.NUMBER: QT_TRANSLATE_NOOP(
        "phones", "No file opens by itself: ask who is calling, then search."
    ),
    Told.ID: QT_TRANSLATE_NOOP(
        "phones", "Two calls of one number at the same time cannot be told apart."
    ),
    Told.DIRECTION: QT_TRANSLATE_NOOP("phones", "Who dialled is not known."),
    Told.LEVELS: QT_TRANSLATE_NOOP("phones", "Mark silences by key: nothing can be heard."),
}


def phone_word(value: Enum) -> str:
    """The words for a value, in the window's language."""
    return QCoreApplication.translate("phones", str(_WORDS[value]))


def told_list(told: Iterable[Told]) -> str:
    """Several things that a telephone tells, in their usual order."""
    there = set(told)
    return " · ".join(phone_word(each) for each in Told if each in there)


def finding_text(finding: LineFinding, line: str) -> str:
    """What came on a line and what did not, and what the agent will do without."""
    marks = " · ".join(
        f"{phone_word(told)} {'✓' if told in finding.told else '✗'}"
        for told in Told
        if told in finding.told or told is not Told.HELD
    )
    lacks = [
        f"✗ {phone_word(told)}: {QCoreApplication.translate('phones', str(_WITHOUT[told]))}"
        for told in finding.missing
    ]
    return "\n".join([f"{line}: {marks}", *lacks])
