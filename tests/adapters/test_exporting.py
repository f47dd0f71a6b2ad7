"""What is exported is read by the import as the same files, and does spreadsheets no harm."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop.cli import EXIT_BAD_INPUT, PASSPHRASE_VARIABLE, main
from desktop.domain.cases import (
    CaseFile,
    CaseRecord,
    Debt,
    Debtor,
    Hold,
    HoldKind,
    Phone,
    PhoneKind,
    PromiseState,
    TimelineEntry,
    TimelineKind,
)
from desktop.domain.money import Money
from desktop.domain.outcome import Disposition
from desktop.store.database import Store
from desktop.store.keys import open_or_create_key
from desktop.store.lists import all_cases
from tests.adapters.sample_files import sample_records
from tests.store_samples import (
    NUMBER,
    START_MS,
    journal,
    plan_outcome,
    promise_outcome,
    record,
    refusal_outcome,
)

PASSPHRASE = "correct horse"
FORMULA = '=HYPERLINK("http://x","赢")'
TEXTS = (
    FORMULA,
    "+1；2026-01-05 10:30 电话：别的",
    "两行\n\t第二行\r\n",
    '"引号"',
    " 前后空格 ",
    "_x000D_ \x01\x1f",
    "'=1",
    "{}",
    "；",
    "（呼出）：",
)


def awkward() -> CaseRecord:
    """A file whose every text could be taken for something else."""
    entries = [
        TimelineEntry(START_MS + number * 1000, kind, text)
        for number, text in enumerate(TEXTS)
        for kind in TimelineKind
    ]
    entries += [
        TimelineEntry(START_MS - 1, TimelineKind.PAYMENT, amount=Money(1)),
        TimelineEntry(START_MS - 1, TimelineKind.PAYMENT, amount=Money(1)),
        TimelineEntry(
            START_MS + 60_000,
            TimelineKind.PROMISE,
            "说周五还",
            amount=Money(10**16, "HKD"),
            disposition="no such code，，",
            due_on=date(2026, 12, 1),
            promise_state=PromiseState.PARTLY_KEPT,
            direction="outgoing",
            practice=True,
        ),
    ]
    debtor = Debtor("=K-1", "@王小明", "@王小明", "-女士", "", "+问", "'＝答")
    debts = (
        Debt(
            *("@HT-1", "=债权人", "-产品"),
            *(Money(10**16), Money(0), Money(1), Money(99)),
            *(date(1999, 1, 1), date(2026, 11, 20)),
        ),
        Debt(
            *("00012345678901234567890", "", ""),
            *(Money(5, "GBP"), Money(0, "GBP"), Money(0, "GBP"), Money(7, "GBP")),
            *(date(2026, 1, 1), date(2026, 11, 20)),
        ),
    )
    phones = (
        Phone("+8613800138009", "138 0013 8009"),
        Phone("+861062345678", "010-62345678 转 8001", PhoneKind.WORK),
        Phone("+447700900123", '"x" <sip:+447700900123@pbx;y>', PhoneKind.CONTACT),
    )
    holds = (
        Hold(HoldKind.DISPUTE, START_MS),
        Hold(HoldKind.UNTIL_DATE, START_MS + 1, date(2027, 1, 1)),
    )
    return CaseRecord(debtor, phones, debts, tuple(entries), holds)


def endless() -> CaseRecord:
    """A history that no single cell can hold."""
    entries = tuple(
        TimelineEntry(START_MS + number * 60_000, TimelineKind.NOTE, f"第{number}次" + "字" * 90)
        for number in range(1500)
    )
    return record("D-long", numbers=(("+8613800138008", PhoneKind.SELF),), timeline=entries)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    with opened(tmp_path / "from.db") as store:
        store.upsert_cases([*sample_records(), awkward(), endless()])
        store.upsert_cases([record(), record("D-bare", numbers=(), debts=(), timeline=())])
        (match,) = store.match_number(NUMBER)
        for call_id in ("call-promise", "call-plan", "call-open"):
            store.append_journal(journal(call_id))
        debtor_id = match.case.debtor_id
        store.save_outcome(replace(promise_outcome("call-promise", debtor_id), note=FORMULA))
        store.save_outcome(plan_outcome("call-plan", debtor_id))
        store.save_outcome(refusal_outcome("call-none", None))
    return tmp_path


def opened(path: Path) -> closing[Store]:
    key = open_or_create_key(path, lambda _new: None, passphrase=PASSPHRASE).key
    return closing(Store.open(path, key))


def cases(path: Path) -> dict[str, CaseFile]:
    """All files, without what depends on the order in which they were stored."""
    with opened(path) as store:
        return {
            case.debtor.external_ref: replace(
                case, debtor_id=0, timeline=tuple(sorted(case.timeline, key=repr))
            )
            for case in all_cases(store.database)
        }


def command(database: str, *words: str, language: str = "zh_CN") -> int:
    return main(["--database", database, "--language", language, *words])


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "jsonl"])
def test_exported_debtors_are_imported_as_the_same_files(
    folder: Path, ending: str, language: str
) -> None:
    name = f"debtors.{ending}"

    assert command("from.db", "export", "debtors", name, language=language) == 0
    assert command("to.db", "import", name, language=language) == 0

    before, after = cases(folder / "from.db"), cases(folder / "to.db")
    assert after.keys() == before.keys()
    sip = before["=K-1"].phones[2]
    expected = replace(sip, raw=sip.e164)
    before["=K-1"] = replace(before["=K-1"], phones=(*before["=K-1"].phones[:2], expected))
    for reference, case in before.items():
        assert after[reference] == case


def test_an_export_brought_back_to_its_own_database_changes_nothing(folder: Path) -> None:
    assert command("from.db", "export", "debtors", "debtors.csv") == 0
    assert command("from.db", "import", "debtors.csv") == 0
    first = cases(folder / "from.db")
    assert command("from.db", "import", "debtors.csv") == 0

    assert cases(folder / "from.db") == first
    calls = [e for e in first["D-1"].timeline if e.kind is TimelineKind.CALL]
    assert len(calls) == 2


def rows_of(path: Path) -> Iterator[dict[str, object]]:
    match path.suffix:
        case ".csv":
            yield from csv.DictReader(path.read_text("utf-8-sig").splitlines())
        case ".xlsx":
            head, *rows = openpyxl.load_workbook(path).active.iter_rows()
            for row in rows:
                assert all(cell.data_type != "f" for cell in row)
                yield {str(h.value): cell.value for h, cell in zip(head, row, strict=True)}
        case _:
            yield from json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_calls_outcomes_and_promises_are_listed(folder: Path, ending: str) -> None:
    found = {}
    for what in ("calls", "outcomes", "promises"):
        assert command("from.db", "export", what, f"{what}.{ending}", language="en") == 0
        found[what] = list(rows_of(folder / f"{what}.{ending}"))

    assert {row["call_id"]: row["disposition"] or None for row in found["calls"]} == {
        "call-promise": Disposition.PROMISE.value,
        "call-plan": Disposition.PLAN.value,
        "call-none": Disposition.DISPUTE.value,
        "call-open": None,
    }
    promised, planned, refused = found["outcomes"]
    assert float(str(promised["amount"])) == 800
    assert (promised["customer_no"], refused["customer_no"] or None) == ("D-1", None)
    assert refused["reason"] == "金额不对"
    guard = "'" if ending == "csv" else ""
    assert promised["note"] == f"{guard}{FORMULA}"
    assert [row["call_id"] for row in found["promises"]] == ["call-promise", "call-plan"]
    assert str(found["promises"][1]["instalments"]).startswith("2026-11-30 333.33；")
    assert planned["instalment_count"] in (3, "3")


def test_a_name_without_a_known_end_is_one_line_and_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("from.db", "export", "debtors", "debtors.pdf") == EXIT_BAD_INPUT
    assert "结尾" in capsys.readouterr().err
    assert not (folder / "debtors.pdf").exists()


def test_an_export_is_for_its_owner_only(folder: Path) -> None:
    command("from.db", "export", "outcomes", "outcomes.csv")

    assert (folder / "outcomes.csv").stat().st_mode & 0o077 == 0
    assert list(folder.glob("*.part")) == []
