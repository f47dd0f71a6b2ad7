"""The words for the domain's values, in the window's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import Enum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.calls import CallState, Direction, EndReason, LineState
from desktop.domain.cases import HoldKind, PhoneKind, PromiseState, TimelineKind
from desktop.domain.commitment import CommitmentFault
from desktop.domain.conversation import Signal
from desktop.domain.file_changes import UndoFault
from desktop.domain.matching import MatchReason
from desktop.domain.outcome import Disposition, FieldFault, OutcomeField
from desktop.domain.search_terms import MatchedBy
from desktop.domain.talk_track import DebtorState, Stage

_CONTEXT = "labels"

WORDS: dict[Enum, object] = {
    Stage.IDENTITY: QT_TRANSLATE_NOOP("labels", "Identity"),
    Stage.GREETING: QT_TRANSLATE_NOOP("labels", "Greeting"),
    Stage.LISTENING: QT_TRANSLATE_NOOP("labels", "Listening"),
    Stage.OPTIONS: QT_TRANSLATE_NOOP("labels", "Options"),
    Stage.COMMITMENT: QT_TRANSLATE_NOOP("labels", "Commitment"),
    Stage.CLOSE: QT_TRANSLATE_NOOP("labels", "Close"),
    DebtorState.COOPERATIVE: QT_TRANSLATE_NOOP("labels", "Cooperative"),
    DebtorState.RESISTANT: QT_TRANSLATE_NOOP("labels", "Resistant"),
    DebtorState.ANXIOUS: QT_TRANSLATE_NOOP("labels", "Anxious"),
    DebtorState.DESPAIRING: QT_TRANSLATE_NOOP("labels", "Despairing"),
    DebtorState.ANGRY: QT_TRANSLATE_NOOP("labels", "Angry"),
    DebtorState.EVASIVE: QT_TRANSLATE_NOOP("labels", "Evasive"),
    DebtorState.DISPUTING: QT_TRANSLATE_NOOP("labels", "Disputing"),
    DebtorState.ABUSIVE: QT_TRANSLATE_NOOP("labels", "Abusive"),
    DebtorState.HARDSHIP: QT_TRANSLATE_NOOP("labels", "Hardship"),
    DebtorState.THIRD_PARTY: QT_TRANSLATE_NOOP("labels", "Third party"),
    CallState.RINGING: QT_TRANSLATE_NOOP("labels", "Ringing"),
    CallState.ESTABLISHED: QT_TRANSLATE_NOOP("labels", "On the call"),
    CallState.HELD: QT_TRANSLATE_NOOP("labels", "On hold"),
    CallState.UNKNOWN: QT_TRANSLATE_NOOP("labels", "Link lost"),
    CallState.ENDED: QT_TRANSLATE_NOOP("labels", "Ended"),
    Direction.INCOMING: QT_TRANSLATE_NOOP("labels", "Incoming"),
    Direction.OUTGOING: QT_TRANSLATE_NOOP("labels", "Outgoing"),
    Direction.UNKNOWN: QT_TRANSLATE_NOOP("labels", "Call"),
    EndReason.HUNG_UP: QT_TRANSLATE_NOOP("labels", "Hung up"),
    EndReason.NOT_ANSWERED: QT_TRANSLATE_NOOP("labels", "Not answered"),
    EndReason.BUSY: QT_TRANSLATE_NOOP("labels", "Busy"),
    EndReason.DECLINED: QT_TRANSLATE_NOOP("labels", "Declined"),
    EndReason.NUMBER_DEAD: QT_TRANSLATE_NOOP("labels", "Number not in service"),
    EndReason.FAILED: QT_TRANSLATE_NOOP("labels", "The call failed"),
    EndReason.UNKNOWN: QT_TRANSLATE_NOOP("labels", "Ended, the line did not say why"),
    LineState.CONNECTING: QT_TRANSLATE_NOOP("labels", "connecting"),
    LineState.CONNECTED: QT_TRANSLATE_NOOP("labels", "connected"),
    LineState.LOST: QT_TRANSLATE_NOOP("labels", "lost, trying again"),
    LineState.STOPPED: QT_TRANSLATE_NOOP("labels", "off"),
    MatchReason.OWN_NUMBER: QT_TRANSLATE_NOOP("labels", "Own number in this file"),
    MatchReason.CONTACT_NUMBER: QT_TRANSLATE_NOOP("labels", "A contact's number in this file"),
    MatchReason.LAST_DIGITS: QT_TRANSLATE_NOOP("labels", "Last digits agree"),
    MatchReason.CHOSEN_BY_AGENT: QT_TRANSLATE_NOOP("labels", "Chosen by you"),
    MatchedBy.NAME: QT_TRANSLATE_NOOP("labels", "Name"),
    MatchedBy.SOUND: QT_TRANSLATE_NOOP("labels", "Pinyin or initials"),
    MatchedBy.PHONE_END: QT_TRANSLATE_NOOP("labels", "End of a phone number"),
    MatchedBy.PHONE_PART: QT_TRANSLATE_NOOP("labels", "Part of a phone number"),
    MatchedBy.CUSTOMER_NUMBER: QT_TRANSLATE_NOOP("labels", "Customer number"),
    MatchedBy.CONTRACT_NUMBER: QT_TRANSLATE_NOOP("labels", "Contract number"),
    Disposition.PROMISE: QT_TRANSLATE_NOOP("labels", "Promise to pay"),
    Disposition.PLAN: QT_TRANSLATE_NOOP("labels", "Instalment plan"),
    Disposition.PAID_ALREADY: QT_TRANSLATE_NOOP("labels", "Paid already"),
    Disposition.PARTIAL: QT_TRANSLATE_NOOP("labels", "Partial payment"),
    Disposition.INFORMED_REFUSAL: QT_TRANSLATE_NOOP("labels", "Informed refusal"),
    Disposition.DISPUTE: QT_TRANSLATE_NOOP("labels", "Dispute"),
    Disposition.HARDSHIP: QT_TRANSLATE_NOOP("labels", "Hardship case"),
    Disposition.CALL_BACK: QT_TRANSLATE_NOOP("labels", "Call back at"),
    Disposition.THIRD_PARTY_MESSAGE: QT_TRANSLATE_NOOP("labels", "Third party, message left"),
    Disposition.WRONG_NUMBER: QT_TRANSLATE_NOOP("labels", "Wrong number"),
    Disposition.NO_ANSWER: QT_TRANSLATE_NOOP("labels", "No answer"),
    Disposition.BUSY: QT_TRANSLATE_NOOP("labels", "Line busy"),
    Disposition.VOICEMAIL: QT_TRANSLATE_NOOP("labels", "Voicemail"),
    Disposition.NUMBER_DEAD: QT_TRANSLATE_NOOP("labels", "Number dead"),
    Disposition.HUNG_UP_EARLY: QT_TRANSLATE_NOOP("labels", "Hung up early"),
    Disposition.NO_MORE_CALLS: QT_TRANSLATE_NOOP("labels", "Asked for no more calls"),
    Disposition.LAWYER: QT_TRANSLATE_NOOP("labels", "Lawyer named"),
    Disposition.DECEASED_OR_INCAPABLE: QT_TRANSLATE_NOOP("labels", "Deceased or incapable"),
    Disposition.ENDED_FOR_ABUSE: QT_TRANSLATE_NOOP("labels", "Ended for abuse"),
    OutcomeField.AMOUNT: QT_TRANSLATE_NOOP("labels", "Amount"),
    OutcomeField.DATE: QT_TRANSLATE_NOOP("labels", "Date"),
    OutcomeField.CHANNEL: QT_TRANSLATE_NOOP("labels", "Channel"),
    OutcomeField.INSTALMENT_COUNT: QT_TRANSLATE_NOOP("labels", "Instalments"),
    OutcomeField.CALL_BACK_AT: QT_TRANSLATE_NOOP("labels", "Call back"),
    OutcomeField.REASON: QT_TRANSLATE_NOOP("labels", "Reason"),
    OutcomeField.LAWYER_NAME: QT_TRANSLATE_NOOP("labels", "Lawyer's name"),
    OutcomeField.LAWYER_PHONE: QT_TRANSLATE_NOOP("labels", "Lawyer's phone"),
    OutcomeField.WARNED: QT_TRANSLATE_NOOP("labels", "I warned once and said goodbye"),
    FieldFault.MISSING: QT_TRANSLATE_NOOP("labels", "still missing"),
    FieldFault.NOT_A_VALUE: QT_TRANSLATE_NOOP("labels", "cannot be read"),
    FieldFault.IN_FUTURE: QT_TRANSLATE_NOOP("labels", "is after today"),
    FieldFault.IN_PAST: QT_TRANSLATE_NOOP("labels", "is in the past"),
    CommitmentFault.NO_AMOUNT: QT_TRANSLATE_NOOP("labels", "the amount is missing"),
    CommitmentFault.NO_DATE: QT_TRANSLATE_NOOP("labels", "the date is missing"),
    CommitmentFault.NO_CHANNEL: QT_TRANSLATE_NOOP("labels", "the channel is missing"),
    CommitmentFault.NO_COUNT: QT_TRANSLATE_NOOP("labels", "the number of instalments is missing"),
    CommitmentFault.AMOUNT_OVER_BALANCE: QT_TRANSLATE_NOOP(
        "labels", "the amount is more than what is owed"
    ),
    CommitmentFault.DATE_IN_PAST: QT_TRANSLATE_NOOP("labels", "the date is in the past"),
    CommitmentFault.DATE_TOO_FAR: QT_TRANSLATE_NOOP(
        "labels", "the date is beyond what you may agree to"
    ),
    CommitmentFault.TOO_MANY_INSTALMENTS: QT_TRANSLATE_NOOP(
        "labels", "more instalments than you may agree to"
    ),
    HoldKind.NO_CALLS: QT_TRANSLATE_NOOP("labels", "No calls"),
    HoldKind.DISPUTE: QT_TRANSLATE_NOOP("labels", "Dispute open"),
    HoldKind.HARDSHIP: QT_TRANSLATE_NOOP("labels", "Hardship"),
    HoldKind.LAWYER_ONLY: QT_TRANSLATE_NOOP("labels", "Lawyer only"),
    HoldKind.DECEASED_OR_INCAPABLE: QT_TRANSLATE_NOOP("labels", "Deceased or incapable"),
    HoldKind.NO_THIRD_PARTY: QT_TRANSLATE_NOOP("labels", "No third party"),
    HoldKind.UNTIL_DATE: QT_TRANSLATE_NOOP("labels", "Do not ask before the agreed date"),
    TimelineKind.CALL: QT_TRANSLATE_NOOP("labels", "Call"),
    TimelineKind.PROMISE: QT_TRANSLATE_NOOP("labels", "Promise"),
    TimelineKind.PAYMENT: QT_TRANSLATE_NOOP("labels", "Payment"),
    TimelineKind.NOTE: QT_TRANSLATE_NOOP("labels", "Note"),
    TimelineKind.MESSAGE: QT_TRANSLATE_NOOP("labels", "Message"),
    PhoneKind.SELF: QT_TRANSLATE_NOOP("labels", "own number"),
    PhoneKind.WORK: QT_TRANSLATE_NOOP("labels", "at work"),
    PhoneKind.HOME: QT_TRANSLATE_NOOP("labels", "at home"),
    PhoneKind.CONTACT: QT_TRANSLATE_NOOP("labels", "a contact's number"),
    PromiseState.OPEN: QT_TRANSLATE_NOOP("labels", "open"),
    PromiseState.KEPT: QT_TRANSLATE_NOOP("labels", "kept"),
    PromiseState.PARTLY_KEPT: QT_TRANSLATE_NOOP("labels", "partly kept"),
    PromiseState.BROKEN: QT_TRANSLATE_NOOP("labels", "broken"),
    PromiseState.WITHDRAWN: QT_TRANSLATE_NOOP("labels", "withdrawn"),
    UndoFault.FILE_GONE: QT_TRANSLATE_NOOP(
        "labels", "Cannot be undone: the file is not there any more."
    ),
    UndoFault.FILE_IS_BACK: QT_TRANSLATE_NOOP(
        "labels", "Cannot be undone: the other file is there already."
    ),
    UndoFault.MERGED_ON: QT_TRANSLATE_NOOP(
        "labels", "Cannot be undone yet: undo the later merge of this file first."
    ),
    UndoFault.NEW_DEBTS: QT_TRANSLATE_NOOP(
        "labels", "Cannot be undone: debts came in since, and nobody can say whose they are."
    ),
    Signal.IDLE: QT_TRANSLATE_NOOP("labels", "Timer rests"),
    Signal.TALKING: QT_TRANSLATE_NOOP("labels", "Talking"),
    Signal.PAUSE: QT_TRANSLATE_NOOP("labels", "Pause"),
    Signal.GOLDEN_HOLD: QT_TRANSLATE_NOOP("labels", "Golden silence: hold"),
    Signal.GOLDEN_THEIRS: QT_TRANSLATE_NOOP("labels", "Golden silence: still theirs"),
    Signal.GOLDEN_OFFER: QT_TRANSLATE_NOOP("labels", "Offer one soft line"),
    Signal.DEAD_AIR: QT_TRANSLATE_NOOP("labels", "Dead air: say something"),
    Signal.MONOLOGUE: QT_TRANSLATE_NOOP("labels", "You talk long: ask"),
    Signal.CROSSTALK: QT_TRANSLATE_NOOP("labels", "Both talk: let them finish"),
    Signal.UNHEARD: QT_TRANSLATE_NOOP("labels", "Not heard: use the key"),
}

STORAGE_FAULTS: dict[str, object] = {
    "disk_full": QT_TRANSLATE_NOOP(
        "labels", "The disk is full. Nothing is lost: free some space and it is saved by itself."
    ),
    "locked": QT_TRANSLATE_NOOP(
        "labels", "Another program holds the database. Nothing is lost: close it; we keep trying."
    ),
    "read_only": QT_TRANSLATE_NOOP(
        "labels", "The database cannot be written. Nothing is lost: check its folder's rights."
    ),
    "corrupt": QT_TRANSLATE_NOOP(
        "labels", "The database file is damaged. Nothing is lost: the call goes on, then mend it."
    ),
    "bug": QT_TRANSLATE_NOOP(
        "labels", "Something of ours failed and was reported. Nothing is lost while this is open."
    ),
    "io": QT_TRANSLATE_NOOP(
        "labels", "The disk does not answer. Nothing is lost while this window stays open."
    ),
}


REFUSALS: dict[str, object] = {
    "wrong_key": QT_TRANSLATE_NOOP(
        "labels", "This is not the key of this database: check the passphrase and try again."
    ),
    "corrupt": QT_TRANSLATE_NOOP(
        "labels", "The database file is damaged. It was left as it is: put back a backup of it."
    ),
    "newer": QT_TRANSLATE_NOOP(
        "labels", "A newer Callside wrote this database: install that version to open it."
    ),
    "network_drive": QT_TRANSLATE_NOOP(
        "labels", "A network drive cannot keep the database safe: choose a folder on this computer."
    ),
    "no_key": QT_TRANSLATE_NOOP(
        "labels", "The key of this database is not on this computer: use the recovery key."
    ),
    "damaged_key_file": QT_TRANSLATE_NOOP(
        "labels", "The key file beside the database is damaged: put back a copy of it."
    ),
    "in_use": QT_TRANSLATE_NOOP(
        "labels", "This database is already open in another Callside window: use that one."
    ),
    "not_a_demo": QT_TRANSLATE_NOOP(
        "labels", "This database holds real files: give the demonstration a database of its own."
    ),
    "unexpected": QT_TRANSLATE_NOOP(
        "labels", "Something unexpected happened; a report without personal data was written."
    ),
}

LINE_WORDS: dict[str, object] = {
    "simulated": QT_TRANSLATE_NOOP("labels", "simulated line"),
    "manual": QT_TRANSLATE_NOOP("labels", "by hand"),
    "hook": QT_TRANSLATE_NOOP("labels", "phone reports"),
}


LINE_DETAILS: dict[str, object] = {
    "the softphone closed the control connection": QT_TRANSLATE_NOOP(
        "labels", "the softphone closed the control connection"
    ),
    "this port does not speak baresip's control protocol": QT_TRANSLATE_NOOP(
        "labels", "this port does not speak baresip's control protocol"
    ),
    "another program took the control connection": QT_TRANSLATE_NOOP(
        "labels", "another program took the control connection"
    ),
    "the softphone does not answer": QT_TRANSLATE_NOOP("labels", "the softphone does not answer"),
}


def line_detail(detail: str) -> str:
    """What a line says about its link; words we do not know are shown as they are."""
    known = LINE_DETAILS.get(detail)
    return QCoreApplication.translate(_CONTEXT, str(known)) if known else detail


def refusal_sentence(kind: str) -> str:
    """Why the database cannot be opened, and what to do."""
    sentence = REFUSALS.get(kind) or STORAGE_FAULTS.get(kind) or REFUSALS["unexpected"]
    return QCoreApplication.translate(_CONTEXT, str(sentence))


def line_word(name: str) -> str:
    """The word for a line of ours; a softphone keeps its own name."""
    known = LINE_WORDS.get(name)
    return QCoreApplication.translate(_CONTEXT, str(known)) if known else name


def word(value: Enum) -> str:
    """The word for one of the domain's values."""
    return QCoreApplication.translate(_CONTEXT, str(WORDS[value]))


def storage_sentence(kind: str) -> str:
    """What to tell the agent about a storage fault."""
    sentence = STORAGE_FAULTS.get(kind, STORAGE_FAULTS["io"])
    return QCoreApplication.translate(_CONTEXT, str(sentence))


def list_of(parts: Iterable[str]) -> str:
    """Several short parts in one sentence, with the comma of the language."""
    return QCoreApplication.translate(_CONTEXT, ", ").join(parts)


def code_word(code: str | None) -> str:
    """The word for a stored disposition code; a code we do not know is shown as it is."""
    try:
        return word(Disposition(code))
    except ValueError:
        return code or ""


def clock_time(duration_ms: int) -> str:
    """A duration as `2:05` or `1:02:05`."""
    minutes, seconds = divmod(duration_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def seconds(duration_ms: int) -> str:
    """A duration in whole seconds."""
    return str(duration_ms // 1000)


def short_date(day: date, language: str) -> str:
    """A date as tables show it."""
    return (
        f"{day.year}-{day.month:02d}-{day.day:02d}"
        if language.startswith("zh")
        else f"{day:%d %b %Y}"
    )


def in_zone(epoch_ms: int, time_zone: str = "") -> datetime:
    """A stored time in an IANA zone; without one, or with an unknown one, the machine's own."""
    when = datetime.fromtimestamp(epoch_ms / 1000, tz=UTC)
    try:
        return when.astimezone(ZoneInfo(time_zone) if time_zone else None)
    except (ZoneInfoNotFoundError, ValueError):
        return when.astimezone()


def short_moment(when: datetime, language: str) -> str:
    """A day and its clock time, as lists show them."""
    return f"{short_date(when.date(), language)} {when:%H:%M}"
