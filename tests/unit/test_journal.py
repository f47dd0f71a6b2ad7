"""The live call as a sequence of small facts: replayed, it gives the same call."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.calls import Call, CallState, Direction, EndReason
from desktop.domain.journal import (
    CallDraft,
    JournalEntry,
    JournalKind,
    apply_note_edit,
    call_body,
    figures_body,
    note_edit,
    replay,
)
from desktop.domain.moments import Moment
from desktop.domain.outcome import Disposition, Identity, OutcomeField, TalkFigures
from desktop.domain.talk_track import DebtorState, Stage
from tests.fakes import sample_ref

K = JournalKind
RINGING = Call("c-1", sample_ref(), Direction.INCOMING, CallState.RINGING, Moment(1_000, 10))
ENDED = replace(
    RINGING,
    state=CallState.ENDED,
    name="Mr Wang",
    established_at=Moment(3_000, 2_010),
    # The wall clock was set back by an hour while they talked for a minute.
    ended_at=Moment(3_000 - 3_540_000, 62_010),
    end_reason=EndReason.HUNG_UP,
    end_detail="200 OK",
    muted=True,
)


def entry(seq: int, kind: JournalKind, **body: Any) -> JournalEntry:
    return JournalEntry("c-1", seq, 1_000 + seq, kind, body)


def apply(*entries: JournalEntry) -> CallDraft:
    return replay(entries)


def stored(body: Any) -> Any:
    """A body as it comes back from storage."""
    return json.loads(json.dumps(dict(body), ensure_ascii=False).encode("utf-8"))


@given(st.text(), st.text())
def test_a_note_edit_makes_the_one_text_out_of_the_other(before: str, after: str) -> None:
    assert apply_note_edit(before, note_edit(before, after)) == after


WORDS = st.sampled_from(["他说", "下周", "👨‍👩‍👧", "é", "e\u0301", "pays ", "🙏🏽", "\n", " "])


@given(st.lists(WORDS).map("".join), st.lists(WORDS).map("".join))
def test_a_note_edit_survives_storage_with_any_script(before: str, after: str) -> None:
    assert apply_note_edit(before, stored(note_edit(before, after))) == after


@given(st.lists(st.text(max_size=20), max_size=8))
def test_a_note_typed_in_many_edits_reads_as_it_stood(texts: list[str]) -> None:
    entries, before = [], ""
    for seq, text in enumerate(texts):
        entries.append(JournalEntry("c-1", seq, 0, K.NOTE, note_edit(before, text)))
        before = text

    assert replay(entries).note == before


def test_a_keystroke_costs_a_few_bytes() -> None:
    long = "x" * 5_000

    assert note_edit(long, long + "y") == {"at": 5_000, "removed": 0, "added": "y"}
    assert note_edit("abcabc", "abc") == {"at": 3, "removed": 3, "added": ""}
    assert note_edit("same", "same") == {"at": 4, "removed": 0, "added": ""}


@pytest.mark.parametrize("call", [RINGING, ENDED, replace(RINGING, ref=sample_ref(None, None))])
def test_a_call_reads_back_with_all_that_its_line_said(call: Call) -> None:
    found = apply(JournalEntry("c-1", 0, 0, K.CALL, stored(call_body(call)))).call

    assert found is not None
    assert call_body(found) == call_body(call)
    assert found.call_id == "c-1"
    assert found.is_live is call.is_live


def test_talk_time_reads_back_right_even_when_the_wall_clock_was_set() -> None:
    found = apply(JournalEntry("c-1", 0, 0, K.CALL, stored(call_body(ENDED)))).call

    assert found is not None
    assert found.talk_ms(Moment(9, 9)) == 60_000
    assert found.rebased(Moment(5_000_000, 77)).talk_ms(Moment(9, 9)) == 60_000


def test_a_live_call_goes_on_counting_after_a_restart() -> None:
    live = replace(RINGING, state=CallState.ESTABLISHED, established_at=Moment(3_000, 2_010))
    found = apply(JournalEntry("c-1", 0, 0, K.CALL, stored(call_body(live)))).call
    assert found is not None

    # One minute of wall time later, in a new run whose monotonic time began elsewhere.
    now = Moment(63_000, 5)

    assert found.rebased(now).talk_ms(now) == 60_000


def test_a_call_that_never_was_answered_has_no_talk_time() -> None:
    missed = replace(RINGING, state=CallState.ENDED, ended_at=Moment(9_000, 8_000))

    assert missed.talk_ms(Moment(0, 99_000)) == 0
    assert missed.rebased(Moment(0, 0)).talk_ms(Moment(0, 0)) == 0


def test_a_later_event_fills_gaps_and_never_overwrites() -> None:
    vague = replace(RINGING, ref=sample_ref(None, None), direction=Direction.UNKNOWN)

    learnt = vague.learn(sample_ref("+86", "id-9"), Direction.OUTGOING, "Li")

    assert learnt.ref == sample_ref("+86", "id-9")
    assert (learnt.direction, learnt.name) == (Direction.OUTGOING, "Li")
    assert learnt.learn(sample_ref(), Direction.INCOMING, "Wang") == learnt


def test_the_draft_is_what_the_entries_add_up_to() -> None:
    draft = apply(
        entry(0, K.DEBTOR, debtor_id=7),
        entry(1, K.IDENTITY, identity="confirmed"),
        entry(2, K.STAGE, stage="options"),
        entry(3, K.STAGE, stage="listening"),
        entry(4, K.STATE, state="angry"),
        entry(5, K.SAID, prompt_id="p-1"),
        entry(6, K.SAID, prompt_id="p-2"),
        entry(7, K.SAID, prompt_id="p-1"),
        entry(8, K.FIELD, field="amount_minor", value=500),
        entry(9, K.FIELD, field="channel", value="app"),
        entry(10, K.FIELD, field="channel", value=None),
        entry(11, K.DISPOSITION, disposition="promise"),
        entry(12, K.FIGURES, **figures_body(TalkFigures(1, 2, 3, 4, 5, 6))),
    )

    assert draft == CallDraft(
        debtor_id=7,
        identity=Identity.CONFIRMED,
        stage=Stage.LISTENING,
        reached=Stage.OPTIONS,
        state=DebtorState.ANGRY,
        said=("p-1", "p-2"),
        fields={OutcomeField.AMOUNT: 500},
        disposition=Disposition.PROMISE,
        figures=TalkFigures(1, 2, 3, 4, 5, 6),
    )


def test_what_was_chosen_can_be_taken_back() -> None:
    draft = apply(
        entry(0, K.DEBTOR, debtor_id=7),
        entry(1, K.DEBTOR, debtor_id=None),
        entry(2, K.STATE, state="angry"),
        entry(3, K.STATE, state=None),
        entry(4, K.DISPOSITION, disposition="busy"),
        entry(5, K.DISPOSITION, disposition=None),
    )

    assert draft == CallDraft()


def test_entries_are_replayed_in_their_order_however_they_are_found() -> None:
    entries = [entry(seq, K.STATE, state=state.value) for seq, state in enumerate(DebtorState)]

    assert replay(reversed(entries)) == replay(entries)


def test_a_journal_entry_with_nonsense_is_refused_and_never_guessed() -> None:
    with pytest.raises(TypeError, match="whole number"):
        apply(entry(0, K.DEBTOR, debtor_id="seven"))
