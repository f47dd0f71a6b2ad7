"""Every kind of file, real ones: what is read of it, and what goes back to be mended."""

from __future__ import annotations

import csv
import io
import json
import threading
import warnings
import zipfile
from collections.abc import Collection, Iterable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from desktop.clock import zone_named
from desktop.domain.cases import CaseRecord, TimelineKind
from desktop.domain.money import Money
from desktop.files.format_errors import ImportFormatError
from desktop.files.importing import ImportOrder, ImportReport, Progress, import_file
from desktop.files.mapping import Overrides, parse_override
from desktop.files.tables import Reading
from desktop.numbering.plan import PhoneNumberPlan
from desktop.session.ports import StorageError
from desktop.store.portfolio import UpsertCounts

PLAN = PhoneNumberPlan()
HEADER = ["客户编号", "姓名", "手机号", "本金", "到期日", "合同号"]
ROW = ["K-1", "王小明", "16000000001", "100.50", "2026-01-05", "HT-1"]
BAD = ["K-2", "李白", "8007", "100", "2026-01-05", "HT-2"]


class Nowhere:
    """Keeps what it is given; is locked as often as it was told to be."""

    def __init__(self, locked: int = 0) -> None:
        self.records: list[CaseRecord] = []
        self.locked = locked

    def upsert_cases(self, records: Iterable[CaseRecord]) -> UpsertCounts:
        if self.locked:
            self.locked -= 1
            raise StorageError(StorageError.LOCKED)
        batch = list(records)
        known = self.known_refs({r.debtor.external_ref for r in self.records})
        self.records += batch
        new = len({r.debtor.external_ref for r in batch} - known)
        return UpsertCounts(new, len(batch) - new)

    def known_refs(self, refs: Collection[str]) -> frozenset[str]:
        return frozenset(r.debtor.external_ref for r in self.records).intersection(refs)


def run(
    path: Path,
    store: Nowhere,
    *,
    language: str = "zh_CN",
    said: Overrides | None = None,
    encoding: str | None = None,
    rejects: Path | None = None,
    tell: list[Progress] | None = None,
    stop: threading.Event | None = None,
    batch_rows: int = 500,
) -> ImportReport:
    order = ImportOrder(
        path,
        Reading(language, said or {}, lambda _shape: {}, encoding),
        lambda written: PLAN.normalise(written, "CN"),
        zone_named,
        rejects=rejects,
        tell=None if tell is None else tell.append,
        stop=stop or threading.Event(),
        batch_rows=batch_rows,
    )
    return import_file(order, store)


def csv_text(rows: Iterable[Iterable[str]], separator: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def only_row(store: Nowhere) -> tuple[str, Money, date]:
    (record,) = store.records
    return record.debtor.name, record.debts[0].principal, record.debts[0].due_on


EXPECTED = ("王小明", Money(10_050), date(2026, 1, 5))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_in_any_encoding_and_with_any_separator_comes_back_as_it_was(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    path, target, store = tmp_path / "cases.csv", tmp_path / "rejects.csv", Nowhere()
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    path.write_bytes(mark + csv_text([HEADER, ROW, BAD], separator).encode(encoding))

    report = run(path, store, rejects=target)

    assert (report.inserted, report.rejected) == (1, 1)
    assert only_row(store) == EXPECTED
    returned = target.read_bytes()
    assert returned[:2] == path.read_bytes()[:2]
    text = returned.decode(encoding if encoding != "utf-16-be" else "utf-16")
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)) == [
        [*HEADER, "row", "column", "reason"],
        [*BAD, "3", "手机号", "不是完整的电话号码"],
    ]
    path.write_text(text.replace("8007", "16000000002"), encoding="gb18030")
    again = Nowhere()
    assert run(path, again).inserted == 1


def test_gb18030_that_may_be_something_else_is_asked_about(tmp_path: Path) -> None:
    path, store = tmp_path / "cases.csv", Nowhere()
    text = csv_text([["name", "phone", "principal", "due_date"], ["朱镕基", *ROW[2:5]]])
    path.write_bytes(text.encode("gb18030"))

    with pytest.raises(ImportFormatError, match="--encoding"):
        run(path, store)
    assert run(path, store, encoding="gb18030").inserted == 1
    assert store.records[0].debtor.name == "朱镕基"
    with pytest.raises(ImportFormatError, match="没有“martian”"):
        run(path, store, encoding="martian")


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    path, store = tmp_path / "cases.csv", Nowhere()
    path.write_text(csv_text([["第三批，2026年", ""], [], ["制表：后台"], HEADER, ROW]), "utf-8")

    assert run(path, store).inserted == 1


def test_what_a_column_means_can_be_said(tmp_path: Path) -> None:
    path, store = tmp_path / "cases.csv", Nowhere()
    header = ["编码", "客户全名", "手机号", "本金", "到期日", "合同号"]
    path.write_text(csv_text([header, ROW]), "utf-8")
    said = dict(parse_override(text, "zh_CN") for text in ("编码=customer_no", "客户全名=姓名"))

    with pytest.raises(ImportFormatError, match="姓名"):
        run(path, store)
    assert run(path, store, said=said).inserted == 1
    assert store.records[0].debtor.external_ref == "K-1"


def test_days_overdue_give_the_due_date_and_a_date_goes_first(tmp_path: Path) -> None:
    path, store = tmp_path / "cases.csv", Nowhere()
    header = [*HEADER, "逾期天数", "截至"]
    rows = [
        [*ROW[:4], "", "HT-1", "47天", "2026-02-21"],
        [*ROW[:4], "2026-01-09", "HT-2", "47", "2026-02-21"],
    ]
    path.write_text(csv_text([header, *rows]), "utf-8")

    assert run(path, store).rejected == 0
    due = [debt.due_on for debt in store.records[0].debts]
    assert due == [date(2026, 1, 5), date(2026, 1, 9)]


def test_a_contact_beside_each_debt_is_one_and_a_row_a_contact_is_many(tmp_path: Path) -> None:
    path, store = tmp_path / "cases.csv", Nowhere()
    header = [*HEADER, "联系记录", "联系时间", "联系方式", "联系结果", "联系备注"]
    history = "2026-01-05 10:30 电话：未接；2026-01-05 10:30 电话：未接"
    rows = [
        [*ROW, history, "2026-01-06 09:00", "电话", "接通", "周五还"],
        [*ROW[:5], "HT-2", history, "2026-01-07 09:00", "", "发短信", ""],
        [*ROW, "", "", "", "没有时间", ""],
    ]
    path.write_text(csv_text([header, *rows]), "utf-8")

    report = run(path, store)

    assert [(r.row, r.column) for r in report.rejects] == [(4, "联系时间")]
    said = [(entry.kind, entry.text) for entry in store.records[0].timeline]
    assert said == [
        (TimelineKind.CALL, "未接"),
        (TimelineKind.CALL, "未接"),
        (TimelineKind.CALL, "接通；周五还"),
        (TimelineKind.NOTE, "发短信"),
    ]


def workbook(path: Path, rows: list[list[object]], *, mac: bool = False) -> None:
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    book.active.append(["先看这里"])
    sheet = book.create_sheet("名单")
    for row in rows:
        sheet.append(row)
    book.save(path)


@pytest.mark.parametrize("mac", [False, True])
def test_a_workbook_is_read_with_the_types_of_its_cells(tmp_path: Path, mac: bool) -> None:
    path, store, target = tmp_path / "cases.xlsx", Nowhere(), tmp_path / "rejects.xlsx"
    serial = (date(2026, 1, 5) - (date(1904, 1, 1) if mac else date(1899, 12, 30))).days
    rows: list[list[object]] = [
        ["2026年第三批"],
        [],
        list(HEADER),
        ["K-1", "王小明", 16000000001, 100.5, date(2026, 1, 5), "HT-1"],
        ["K-2", "李白", "16000000002", 0.1 + 0.2, serial, "_x005F_x000D_"],
        ["K-3", "杜甫", 16000000003, "1.2万", datetime(2026, 1, 5), "HT-3"],  # noqa: DTZ001 - as a workbook has it
        ["K-4", "王维", 16000000004, 1.234, date(2026, 1, 5), "HT-4"],
        ["K-5", "孟浩然", 16000000005, 1, date(2026, 1, 5), 123456789012345678],
        ["K-6", "岑参", 16000000006, "=1+1", date(2026, 1, 5), "HT-6"],
        ["K-7", "高适", 16000000007, "#N/A", date(2026, 1, 5), "HT-7"],
    ]
    workbook(path, rows, mac=mac)

    report = run(path, store, rejects=target)

    assert [r.debtor.external_ref for r in store.records] == ["K-1", "K-2", "K-3"]
    assert [r.debts[0].principal.minor for r in store.records] == [10_050, 30, 1_200_000]
    assert {r.debts[0].due_on for r in store.records} == {date(2026, 1, 5)}
    assert store.records[1].debts[0].external_ref == "_x000D_"
    assert [(r.row, r.column) for r in report.rejects] == [
        (7, "本金"),
        (8, "合同号"),
        (9, "本金"),
        (10, "本金"),
    ]
    head, *back = openpyxl.load_workbook(target).active.iter_rows(values_only=True)
    assert head == (*HEADER, "row", "column", "reason")
    assert back[0][:7] == ("K-4", "王维", 16000000004, 1.234, back[0][4], "HT-4", 7)
    assert str(back[0][4])[:10] == "2026-01-05"
    mended = openpyxl.load_workbook(target)
    for row, column, value in ((2, 4, 1.23), (3, 6, "HT-5"), (4, 4, 2), (5, 4, 3)):
        mended.active.cell(row, column, value)
    mended.save(target)
    assert run(target, store).inserted == 4
    assert {r.debts[0].due_on for r in store.records} == {date(2026, 1, 5)}


def test_a_workbook_that_names_its_cells_badly_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    for damage in (
        (b'<c r="A1"', b'<c r="ZZZZZ1"'),
        (b'<row r="2"', b'<row r="99999999"'),
        (b"<sheetData>", b"<sheetData><x>"),
    ):
        workbook(path, [list(HEADER), list(ROW)])
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content.replace(*damage) if "sheet" in name else content)

        with pytest.raises(ImportFormatError):
            run(path, Nowhere())


SHARED = {
    "xl/workbook.xml": (
        '<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="a" r:id="rId7"/></x:sheets>'
        "</x:workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships><Relationship Id="rId7" Type="t/worksheet" Target="/xl/s.xml"/>'
        '<Relationship Id="rId8" Type="t/sharedStrings" Target="texts.xml"/></Relationships>'
    ),
    "xl/texts.xml": (
        "<sst><si><t>姓名</t></si><si><t>手机号</t></si><si><r><t>本</t></r><r><t>金</t></r></si>"
        "<si><t>到期日</t></si><si><t>王小明</t><rPh><t>wang</t></rPh></si></sst>"
    ),
    "xl/s.xml": (
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row>'
        + "".join(f'<x:c t="s"><x:v>{number}</x:v></x:c>' for number in range(4))
        + '</x:row><x:row r="3"><x:c r="A3" t="s"><x:v>4</x:v></x:c>'
        '<x:c r="B3"><x:v>1.6000000001E10</x:v></x:c>'
        '<x:c r="C3" t="str"><x:f>1</x:f><x:v>100.50</x:v></x:c>'
        '<x:c r="D3" t="d"><x:v>2026-01-05T00:00:00</x:v></x:c></x:row>'
        '<x:row r="4"><x:c r="A4" t="s"><x:v>4</x:v></x:c><x:c r="B4"><x:v>16000000001</x:v></x:c>'
        '<x:c r="C4"><x:f>C3*2</x:f></x:c><x:c r="D4" t="e"><x:v>#N/A</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    ),
}


def test_shared_texts_formulas_and_other_writers_forms_are_read(tmp_path: Path) -> None:
    path, store = tmp_path / "cases.xlsx", Nowhere()
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in SHARED.items():
            archive.writestr(name, text)

    report = run(path, store)

    assert only_row(store) == EXPECTED
    assert store.records[0].phones[0].raw == "16000000001"
    assert [(r.row, r.column) for r in report.rejects] == [(4, "本金")]
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in SHARED.items():
            archive.writestr(name, text.replace("<x:v>4</x:v>", "<x:v>5</x:v>"))
    with pytest.raises(ImportFormatError, match="工作簿"):
        run(path, store)


def test_a_workbook_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    workbook(path, [list(HEADER), list(ROW)])
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, bomb if name == "xl/workbook.xml" else content)

    with pytest.raises(ImportFormatError, match="工作簿"):
        run(path, Nowhere())


@pytest.mark.parametrize("lines", [False, True])
def test_json_is_read_object_by_object_and_comes_back_as_it_was(
    tmp_path: Path, lines: bool
) -> None:
    path, store, target = tmp_path / "cases.json", Nowhere(), tmp_path / "rejects.json"
    good = {
        "name": "王小明",
        "phone": ["16000000001", "010-62345678(单位)"],
        "principal": 100.50,
        "due_date": "2026-01-05",
        "contacts": ["2026-01-05 10:30 电话：未接", "2026-01-06 10:30 短信：已发"],
    }
    bad = {"name": {"first": "李"}, "phone": 16000000002, "principal": 1.5, "due_date": None}
    half = {**good, "name": "\ud800"}
    objects = [good, bad, half]
    text = "\n".join(map(json.dumps, objects)) if lines else json.dumps(objects, indent=1)
    path.write_text(text, "utf-8")

    report = run(path, store, rejects=target)

    assert (report.rows_read, report.inserted, report.rejected) == (3, 1, 2)
    assert only_row(store) == EXPECTED
    assert len(store.records[0].phones) == len(store.records[0].timeline) == 2
    content = target.read_text("utf-8")
    back = [json.loads(line) for line in content.splitlines()] if lines else json.loads(content)
    marks = {"row": 2, "column": "name", "reason": back[0]["reason"]}
    assert back[0] == {**bad, **marks}
    assert back[1]["name"] == "\ud800"


@pytest.mark.parametrize(
    "text",
    [
        "[1]",
        "[{}",
        '{"name": NaN}',
        '[{"name": "x", "name": "y"}]',
        '[{"name": "x"}] x',
        '[{"name": "x"} {"name": "y"}]',
        '[{"name": "x"},]',
        "[" * 100_000,
        '{"name": "' + "x" * 5_000_000,
    ],
)
def test_what_is_not_json_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cases.json"
    path.write_text(text, "utf-8")

    with pytest.raises(ImportFormatError, match="JSON"):
        run(path, Nowhere())


def test_a_locked_store_is_waited_for(tmp_path: Path) -> None:
    path, store = tmp_path / "cases.csv", Nowhere(locked=2)
    path.write_text(csv_text([HEADER, ROW]), "utf-8")

    assert run(path, store).inserted == 1
    assert len(store.records) == 1


def test_an_import_that_is_stopped_has_taken_whole_batches_and_is_completed_by_another(
    tmp_path: Path,
) -> None:
    path, target, stop = tmp_path / "cases.csv", tmp_path / "rejects.csv", threading.Event()
    rows = [[f"K-{n}", "王", "16000000001", "1", "2026-01-05", f"HT-{n}"] for n in range(30)]
    rows[3][2] = "8007"
    path.write_text(csv_text([HEADER, *rows]), "utf-8")

    class Stopping(Nowhere):
        def upsert_cases(self, records: Iterable[CaseRecord]) -> UpsertCounts:
            stop.set()
            return super().upsert_cases(records)

    store = Stopping()
    report = run(path, store, rejects=target, stop=stop, batch_rows=10)

    assert (report.stopped, report.rows_read, report.inserted, report.rejected) == (True, 10, 9, 1)
    assert len(list(csv.reader(target.read_text("utf-8").splitlines()))) == 2
    stop.clear()
    whole = run(path, Nowhere())
    assert (whole.stopped, whole.rows_read, whole.inserted) == (False, 30, 29)


def test_progress_ends_at_the_last_byte(tmp_path: Path) -> None:
    for name in ("cases.csv", "cases.xlsx", "cases.jsonl"):
        path, told = tmp_path / name, list[Progress]()
        match path.suffix:
            case ".csv":
                path.write_text(csv_text([HEADER, ROW]), "utf-8")
            case ".xlsx":
                workbook(path, [list(HEADER), list(ROW)])
            case _:
                path.write_text(json.dumps(dict(zip(HEADER, ROW, strict=True))), "utf-8")

        run(path, Nowhere(), tell=told)

        size = path.stat().st_size
        assert told[-1] == Progress(1, size, size, is_import=True)


def sound_workbook() -> bytes:
    handle = io.BytesIO()
    book = openpyxl.Workbook()
    for row in (HEADER, ROW, BAD):
        book.active.append(row)
    book.save(handle)
    return handle.getvalue()


WORKBOOK = sound_workbook()
JSON = json.dumps([dict(zip(HEADER, row, strict=True)) for row in (ROW, BAD)]).encode()
CSV = csv_text([HEADER, ROW, BAD]).encode("gb18030")


def damaged(sound: bytes) -> st.SearchStrategy[bytes]:
    places = st.integers(0, len(sound))
    return st.builds(
        lambda start, end, middle: sound[: min(start, end)] + middle + sound[max(start, end) :],
        *(places, places, st.binary(max_size=20)),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(content=st.binary(max_size=200) | st.one_of(*map(damaged, (WORKBOOK, JSON, CSV))))
@example(content=WORKBOOK)
@example(content=JSON)
def test_any_bytes_are_imported_whole_or_refused(tmp_path: Path, content: bytes) -> None:
    for name in ("cases.csv", "cases.json", "cases.xlsx"):
        path, target, store = tmp_path / name, tmp_path / f"rejects-{name}", Nowhere()
        path.write_bytes(content)
        target.unlink(missing_ok=True)
        try:
            with warnings.catch_warnings(action="error"):
                report = run(path, store, rejects=target)
        except ImportFormatError:
            assert store.records == []
            assert not target.exists()
            continue
        assert report.rows_read >= report.rejected == len(report.rejects)
        for record in store.records:
            assert record.debtor.name
