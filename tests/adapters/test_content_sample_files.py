"""The fictional portfolio, its calls, and the files beside it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import phonenumbers
import pytest
from fontTools.ttLib import TTFont

from desktop.content.resources import find_resources
from desktop.content.sample import load_sample_cases
from desktop.content.simulated_calls import load_simulated_calls
from desktop.content.yaml_rows import Row, read_rows
from desktop.domain.calls import Direction
from desktop.domain.cases import HoldKind, PhoneKind, PromiseState, TimelineKind
from desktop.domain.practice import SimulatedCall, SimulatedEnd
from desktop.domain.talk_track import Stage
from tests.adapters.sample_files import NOW_MS, TODAY, sample_cases, sample_records

FICTIONAL = re.compile(r"\+8616000000\d{3}|\+447700900\d{3}|\+120255501\d{2}")
REGIONS = {"CNY": "CN", "GBP": "GB", "USD": "US"}
FONT_FACES = ("Regular", "Bold")
GREATEST_FONT_BYTES = 3_000_000


def calls() -> tuple[SimulatedCall, ...]:
    return load_simulated_calls(find_resources() / "sample" / "calls.yaml")


def portfolio_rows() -> tuple[Row, ...]:
    return read_rows(find_resources() / "sample" / "portfolio.yaml").rows("debtors")


def test_there_are_forty_debtors_and_most_are_chinese() -> None:
    currencies = Counter(case.currency for case in sample_cases())
    assert currencies == {"CNY": 32, "GBP": 4, "USD": 4}


def test_numbers_belong_to_nobody_and_normalise_to_what_the_file_says() -> None:
    for case in sample_cases():
        assert case.phones
        for phone in case.phones:
            assert FICTIONAL.fullmatch(phone.e164)
            number = phonenumbers.parse(phone.raw, REGIONS[case.currency])
            assert phonenumbers.is_possible_number(number)
            e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            assert e164 == phone.e164


def test_one_number_leads_to_two_files_and_some_lack_their_country() -> None:
    owners = Counter(phone.e164 for case in sample_cases() for phone in case.phones)
    assert Counter(owners.values())[2] == 1
    raws = [phone.raw for case in sample_cases() for phone in case.phones]
    assert any(raw.isdecimal() for raw in raws)
    kinds = {phone.kind for case in sample_cases() for phone in case.phones}
    assert kinds == set(PhoneKind)


def test_amounts_are_exact_to_the_last_unit() -> None:
    for row, case in zip(portfolio_rows(), sample_cases(), strict=True):
        written = sum(
            Decimal(debt.text("principal"))
            + Decimal(debt.text("interest"))
            + Decimal(debt.text("fees"))
            - Decimal(debt.text("paid"))
            for debt in row.rows("debts")
        )
        assert case.balance.minor == written * 100
        assert all(debt.balance.minor >= 0 for debt in case.debts)
        payments = [e.amount for e in case.timeline if e.kind is TimelineKind.PAYMENT]
        assert sum(amount.minor for amount in payments if amount) == case.paid.minor


def test_every_kind_of_case_is_there() -> None:
    holds = {hold.kind for case in sample_cases() for hold in case.holds}
    assert holds == set(HoldKind)
    promises = [e for case in sample_cases() for e in case.timeline if e.promise_state]
    assert {promise.promise_state for promise in promises} == set(PromiseState)
    tomorrow = TODAY + timedelta(days=1)
    assert any(
        promise.promise_state is PromiseState.OPEN and promise.due_on == tomorrow
        for promise in promises
    )
    ages = [case.days_past_due(TODAY) for case in sample_cases()]
    assert min(age for age in ages if age) < 7
    assert max(ages) > 365
    assert {len(case.debts) for case in sample_cases()} == {1, 2, 3, 4}


def test_histories_make_sense() -> None:
    for case in sample_cases():
        assert case.timeline
        moments = [entry.at_epoch_ms for entry in case.timeline]
        assert moments == sorted(moments)
        assert moments[-1] <= NOW_MS
        for entry in case.timeline:
            if entry.kind is TimelineKind.PROMISE:
                assert entry.due_on is not None
                if entry.promise_state is PromiseState.OPEN:
                    assert entry.due_on >= TODAY
                elif entry.promise_state is not PromiseState.WITHDRAWN:
                    assert entry.due_on <= TODAY
            if entry.kind is TimelineKind.CALL:
                assert entry.disposition is not None
                assert entry.direction in {"outgoing", "incoming"}


def test_nobody_is_called_after_asking_for_quiet() -> None:
    for case in sample_cases():
        for hold in case.holds:
            later = [
                e
                for e in case.timeline
                if e.kind is TimelineKind.CALL
                and e.direction == "outgoing"
                and e.at_epoch_ms > hold.since_epoch_ms
            ]
            assert later == [], case.debtor.external_ref


@pytest.mark.parametrize("later", [1, 100, 400])
def test_the_demo_is_as_fresh_on_any_other_day(later: int) -> None:
    day = TODAY + timedelta(days=later)
    moved = load_sample_cases(
        find_resources() / "sample", day, NOW_MS + later * 24 * 60 * 60 * 1000
    )
    for before, after in zip(sample_records(), moved, strict=True):
        shifted = [debt.due_on + timedelta(days=later) for debt in before.debts]
        assert [debt.due_on for debt in after.debts] == shifted
        assert [h.kind for h in after.holds] == [h.kind for h in before.holds]


def test_everybody_can_be_asked_to_prove_who_they_are() -> None:
    for case in sample_cases():
        assert case.debtor.match_question
        assert case.debtor.match_answer
        assert case.debtor.name.startswith(case.debtor.surname) or case.currency != "CNY"


def test_scripted_calls_ring_from_files_except_the_stranger() -> None:
    owners = Counter(phone.e164 for case in sample_cases() for phone in case.phones)
    found = {call.call_id: owners[call.number or ""] for call in calls()}
    assert found.pop("unknown") == 0
    assert found.pop("shared-number") == 2
    assert set(found.values()) == {1}
    assert {call.direction for call in calls()} == {Direction.INCOMING, Direction.OUTGOING}


def test_a_script_that_ends_after_the_close_answers_every_stage() -> None:
    ends = [call for call in calls() if call.ends is SimulatedEnd.AFTER_CLOSE]
    assert len(ends) >= 4
    for call in ends:
        assert {reply.after_stage for reply in call.replies} == set(Stage)


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("sample-zh.csv", {"姓名", "手机号", "本金", "利息", "费用", "已还", "到期日"}),
        ("sample-en.csv", {"name", "phone", "principal", "interest", "fees", "paid", "due_date"}),
    ],
)
def test_import_examples_open_in_a_spreadsheet(name: str, headers: set[str]) -> None:
    path = find_resources() / "import" / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 4
    assert headers < set(rows[0])
    for row in rows:
        assert None not in row.values()
        assert Decimal(row.get("本金") or row["principal"]) > 0
        assert date.fromisoformat(row.get("到期日") or row["due_date"]).year == 2026
    is_marked = path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert is_marked == (name == "sample-zh.csv")  # without it a Chinese Excel reads GBK


@pytest.mark.parametrize("face", FONT_FACES)
def test_our_font_shows_all_content_and_its_figures_line_up(face: str) -> None:
    path = find_resources() / "fonts" / f"CallsideSansSC-{face}.otf"
    assert path.stat().st_size < GREATEST_FONT_BYTES
    with TTFont(path) as font:
        names = {font["name"].getDebugName(number) for number in (1, 2)}
        assert names == {"Callside Sans SC", face}
        shown = font.getBestCmap()
        widths = {font["hmtx"][shown[ord(digit)]][0] for digit in "0123456789"}
        features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert len(widths) == 1
    assert "kern" in features
    texts = [
        path.read_text(encoding="gb18030" if "gb18030" in path.name else "utf-8-sig")
        for folder in ("talk_tracks", "sample", "import")
        for path in (find_resources() / folder).iterdir()
        if path.suffix != ".xlsx"  # of which the .json beside it has every text
    ]
    missing = {char for text in texts for char in text if char.isprintable()} - {
        chr(code) for code in shown
    }
    assert missing <= {"─"}  # only in comments


def test_our_font_carries_its_licence() -> None:
    licence = (find_resources() / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name 'Source'" in licence


def test_the_icon_is_there_as_drawing_and_as_picture() -> None:
    folder = find_resources() / "icons"
    root = ElementTree.fromstring((folder / "callside.svg").read_text(encoding="utf-8"))
    assert root.tag.endswith("svg")
    png = (folder / "callside.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (256, 256)
