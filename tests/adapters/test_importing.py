from __future__ import annotations

import csv
import io
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop.clock import zone_named
from desktop.domain.cases import CaseRecord, Phone
from desktop.domain.money import Money
from desktop.files.format_errors import ImportFormatError
from desktop.files.importing import (
    BATCH_ROWS,
    CaseStore,
    ImportOrder,
    ImportReport,
    Reject,
    import_file,
)
from desktop.files.tables import Reading
from desktop.numbering.plan import PhoneNumberPlan
from desktop.session.ports import StorageError
from desktop.store.database import Store
from desktop.store.lists import all_cases
from desktop.store.portfolio import UpsertCounts
from tests.store_samples import KEY

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "import"
PLAN = PhoneNumberPlan()
HEADER = "客户编号,姓名,手机号,本金,到期日,合同号,称呼\r\n"
GOOD = HEADER + "K-1,王小明,16000000001,100.50,2026-01-05,HT-1,先生\r\n"
MIXED = (
    HEADER
    + "K-1,王小明,16000000001,100.50,2026-01-05,HT-1,先生\r\n"
    + "K-2,李白,8007,100,2026-01-05,HT-2,\r\n"
    + '"K,3",杜甫,16000000003,1.234,2026-01-05,HT-3,\r\n'
    + "K-4,白居易,16000000004,100,2026-01-05\r\n"
    + "K-5,王维,16000000005,12,860.50,2026-01-05,HT-5,\r\n"
    + "K-6,孟浩然,16000000006,-3,2026-01-05,HT-6"
)
MENDED_AMOUNT = '"12,860.50",2026-01-05,HT-5,'


class Nowhere:
    """Counts what it is given and keeps nothing; knows a debtor it has met."""

    def __init__(self) -> None:
        self.batches: list[tuple[CaseRecord, ...]] = []
        self.known: set[str] = set()

    def upsert_cases(self, records: Iterable[CaseRecord]) -> UpsertCounts:
        batch = tuple(records)
        refs = {record.debtor.external_ref for record in batch}
        new = len(refs - self.known)
        self.batches.append(batch)
        self.known |= refs
        return UpsertCounts(new, len(batch) - new)

    def known_refs(self, refs: Collection[str]) -> frozenset[str]:
        return frozenset(self.known.intersection(refs))


@pytest.fixture
def nowhere() -> Nowhere:
    return Nowhere()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "callside.db", KEY)
    yield opened
    opened.close()


def run(
    path: Path,
    store: CaseStore,
    *,
    region: str = "CN",
    language: str = "zh_CN",
    dry_run: bool = False,
    rejects: Path | None = None,
) -> ImportReport:
    order = ImportOrder(
        path,
        Reading(language, {}, lambda _shape: {}),
        lambda written: PLAN.normalise(written, region),
        zone_named,
        rejects=rejects,
        dry_run=dry_run,
    )
    return import_file(order, store)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return (report.rows_read, report.inserted, report.updated, report.rejected)


def written(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "cases.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def as_marks(reject: Reject) -> tuple[str, str, str]:
    return (str(reject.row), reject.column, reject.reason)


def table(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("sample", "region", "rows", "debtors"),
    [
        *((f"sample-zh.{ending}", "CN", 5, 4) for ending in ("csv", "xlsx", "json")),
        *((f"sample-en.{ending}", "GB", 4, 3) for ending in ("csv", "xlsx", "json")),
        ("sample-zh-contacts-gb18030.csv", "CN", 3, 2),
        ("sample-en-contacts.csv", "GB", 3, 2),
    ],
)
def test_a_sample_file_goes_into_the_store_once(
    store: Store, sample: str, region: str, rows: int, debtors: int
) -> None:
    importing = partial(run, SAMPLES / sample, store, region=region)

    assert counts(importing()) == (rows, debtors, 0, 0)
    once = tuple(all_cases(store.database))
    assert counts(importing()) == (rows, 0, debtors, 0)
    assert tuple(all_cases(store.database)) == once


def test_every_sample_is_tried() -> None:
    assert len(list(SAMPLES.iterdir())) == 8


@pytest.mark.parametrize(("language", "region"), [("zh", "CN"), ("en", "GB")])
def test_the_samples_of_a_language_say_the_same_in_each_format(
    nowhere: Nowhere, language: str, region: str
) -> None:
    for ending in ("xlsx", "json"):
        run(SAMPLES / f"sample-{language}.{ending}", nowhere, region=region)

    as_workbook, as_json = nowhere.batches
    assert any(record.timeline for record in as_json)
    when = [replace(r, debts=tuple(replace(d, as_of=date.min) for d in r.debts)) for r in as_json]
    assert when == [
        replace(r, debts=tuple(replace(d, as_of=date.min) for d in r.debts)) for r in as_workbook
    ]


def test_an_imported_debtor_opens_by_number_with_every_debt(store: Store) -> None:
    run(SAMPLES / "sample-zh.csv", store)

    (match,) = store.match_number("+8616000000902")

    assert match.case.debtor.name == "沈示例"
    assert match.case.debtor.surname == "沈"
    assert match.case.phones == (Phone("+8616000000902", "+86 160 0000 0902"),)
    assert [debt.external_ref for debt in match.case.debts] == ["ZL-1002-A", "ZL-1002-B"]
    assert match.case.balance == Money(1_520_000 + 98_845 + 12_000 + 399_900 + 7_998)


def test_what_a_later_file_leaves_out_stays_as_it_was(store: Store, tmp_path: Path) -> None:
    zoned = GOOD.replace("称呼", "称呼,时区").replace("先生", "先生,Europe/London")
    run(written(tmp_path, zoned), store)
    run(written(tmp_path, GOOD.replace("先生", "")), store)

    (match,) = store.match_number("+8616000000001")

    assert match.case.debtor.title == "先生"
    assert match.case.debtor.time_zone == "Europe/London"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_rows_that_cannot_be_read_go_whole_to_the_rejects(
    nowhere: Nowhere, tmp_path: Path, encoding: str
) -> None:
    path = written(tmp_path, MIXED, encoding=encoding)
    target = tmp_path / "rejects.csv"

    report = run(path, nowhere, rejects=target)

    assert (report.rows_read, report.inserted, report.updated, report.rejected) == (6, 2, 0, 4)
    assert [[record.debtor.external_ref for record in batch] for batch in nowhere.batches] == [
        ["K-1", "K-4"]
    ]
    assert report.rejects == (
        Reject(3, "手机号", "不是完整的电话号码"),
        Reject(4, "本金", "不是金额，请写成 12860.50 这样"),
        Reject(6, "", "单元格比表头多，含逗号的内容要加引号"),
        Reject(7, "", "文件在这一行中间断了"),
    )
    header, *rows = table(target)
    assert header == [*HEADER.strip().split(","), "row", "column", "reason"]
    short, amount, long, cut_off = (as_marks(reject) for reject in report.rejects)
    assert rows == [
        ["K-2", "李白", "8007", "100", "2026-01-05", "HT-2", "", *short],
        ["K,3", "杜甫", "16000000003", "1.234", "2026-01-05", "HT-3", "", *amount],
        ["K-5", "王维", "16000000005", "12", "860.50", "2026-01-05", "HT-5", *long, ""],
        ["K-6", "孟浩然", "16000000006", "-3", "2026-01-05", "HT-6", "", *cut_off],
    ]
    assert target.read_bytes().startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")
    assert list(tmp_path.glob("*.part")) == []


def test_the_reasons_are_in_the_language_of_the_screen(nowhere: Nowhere, tmp_path: Path) -> None:
    report = run(written(tmp_path, MIXED), nowhere, language="en")

    assert report.rejects[0] == Reject(3, "手机号", "is not a complete phone number")


def test_the_mended_rejects_can_be_imported(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "rejects.csv"
    path = written(tmp_path, MIXED, encoding="utf-8-sig")
    run(path, store, rejects=target)
    text = target.read_bytes().decode("utf-8-sig")
    mended = text.replace("8007", "16000000002").replace("1.234", "1234").replace("-3,", "3,")
    overlong = next(line for line in mended.splitlines() if line.startswith("K-5"))
    quoted = overlong.removesuffix(",").replace("12,860.50,2026-01-05,HT-5", MENDED_AMOUNT)
    mended = mended.replace(overlong, quoted)
    again = tmp_path / "again.csv"

    report = run(
        written(tmp_path, mended, encoding="utf-8-sig", name="mended.csv"),
        store,
        rejects=again,
    )

    assert (report.rows_read, report.inserted, report.updated, report.rejected) == (4, 4, 0, 0)
    assert table(again) == [table(target)[0]]
    (match,) = store.match_number("+8616000000005")
    assert match.case.balance == Money(1_286_050)


def test_a_dry_run_stores_nothing_and_still_tells_what_is_wrong(
    nowhere: Nowhere, tmp_path: Path
) -> None:
    target = tmp_path / "rejects.csv"

    report = run(written(tmp_path, MIXED), nowhere, dry_run=True, rejects=target)

    assert (report.rows_read, report.inserted, report.updated, report.rejected) == (6, 2, 0, 4)
    assert nowhere.batches == []
    assert len(table(target)) == 5


def test_a_debtor_scattered_over_batches_is_counted_once(nowhere: Nowhere, tmp_path: Path) -> None:
    rows = [
        f"K-{number % 3},王{number % 3},16000000001,1,2026-01-05,HT-{number},\r\n"
        for number in range(2 * BATCH_ROWS + 1)
    ]

    report = run(written(tmp_path, HEADER + "".join(rows)), nowhere)

    assert (report.rows_read, report.inserted, report.updated) == (2 * BATCH_ROWS + 1, 3, 0)
    assert [len(batch) for batch in nowhere.batches] == [3, 3, 1]
    debts = [debt for batch in nowhere.batches for record in batch for debt in record.debts]
    assert len(debts) == 2 * BATCH_ROWS + 1


def test_amounts_without_a_stamp_are_as_of_the_last_change_of_the_file(
    nowhere: Nowhere, tmp_path: Path
) -> None:
    path = written(tmp_path, GOOD)
    changed = datetime(2026, 3, 4, 12, tzinfo=UTC).timestamp()
    os.utime(path, (changed, changed))

    run(path, nowhere)

    assert nowhere.batches[0][0].debts[0].as_of == date(2026, 3, 4)


def test_debts_that_cannot_be_told_apart_ask_for_the_contract_number(
    nowhere: Nowhere, tmp_path: Path
) -> None:
    text = (
        "name,phone,principal,due_date\n"
        "王小明,16000000001,100,2026-01-05\n"
        "王小明,160 0000 0001,200,2026-01-05\n"
    )

    report = run(written(tmp_path, text), nowhere, language="en")

    assert (report.inserted, report.rejected) == (1, 1)
    assert (report.rejects[0].row, report.rejects[0].column) == (3, "contract_no")


def test_columns_that_mean_nothing_are_told(nowhere: Nowhere, tmp_path: Path) -> None:
    text = GOOD.replace("称呼", "称呼,已还了").replace("先生", "先生,50")

    assert run(written(tmp_path, text), nowhere).ignored_headers == ("已还了",)


def test_a_header_alone_is_an_import_of_nothing(nowhere: Nowhere, tmp_path: Path) -> None:
    assert counts(run(written(tmp_path, HEADER), nowhere)) == (0, 0, 0, 0)
    assert nowhere.batches == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (b"\r\n\r\n", "The file is empty."),
        (GOOD.encode("utf-16-le"), "This is not text"),
        (GOOD.encode("big5", "replace"), "The required column “name” is missing."),
        (GOOD.encode() + b"\xff\xff", "This is UTF-8 text with damaged bytes"),
        (b"name,phone,principal,due_date\nJ\xe9r\xf4me,1,2,3", "The encoding is not certain"),
        (b"PK\x03\x04" + bytes(range(256)) * 4, "This is not a sound Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "This is an old or password"),
        (bytes(4_000_000), "This is not text"),
        (b"a" * 4_000_000, "This is not text"),
        (b"a,b\n1,2\n", "The required column “name” is missing."),
    ],
)
def test_a_file_that_is_no_portfolio_is_one_sentence(
    nowhere: Nowhere, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(content)

    with pytest.raises(ImportFormatError) as raised:
        run(path, nowhere, language="en", rejects=tmp_path / "rejects.csv")

    assert str(raised.value).startswith(sentence)
    assert nowhere.batches == []
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_file_is_one_sentence(nowhere: Nowhere, tmp_path: Path) -> None:
    with pytest.raises(ImportFormatError, match=r"^This is a folder, not a file\.$"):
        run(tmp_path, nowhere, language="en")
    with pytest.raises(ImportFormatError, match=r"^没有这个文件。$"):
        run(tmp_path / "nothing.csv", nowhere)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(nowhere: Nowhere, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    with pytest.raises(ImportFormatError, match="not an ordinary file"):
        run(pipe, nowhere, language="en")


def test_a_file_that_breaks_at_its_end_stores_nothing(nowhere: Nowhere, tmp_path: Path) -> None:
    rows = "".join(f"K-{n},王,16000000001,1,2026-01-05,HT-{n},\r\n" for n in range(2 * BATCH_ROWS))
    path = tmp_path / "cases.csv"
    path.write_bytes((HEADER + rows).encode() + b"K-9,\xff")

    with pytest.raises(ImportFormatError):
        run(path, nowhere)

    assert nowhere.batches == []


def test_the_rejects_never_overwrite_the_file_itself(nowhere: Nowhere, tmp_path: Path) -> None:
    path = written(tmp_path, MIXED)

    with pytest.raises(ImportFormatError, match="cannot be written over"):
        run(path, nowhere, language="en", rejects=tmp_path / "." / "cases.csv")

    assert path.read_bytes() == MIXED.encode()


def test_rejects_that_cannot_be_written_stop_the_import_before_it_begins(
    nowhere: Nowhere, tmp_path: Path
) -> None:
    path = written(tmp_path, MIXED)

    with pytest.raises(ImportFormatError, match=r"^Cannot read or write rejects\.csv"):
        run(path, nowhere, language="en", rejects=tmp_path / "nowhere" / "rejects.csv")

    assert nowhere.batches == []


def test_a_failing_store_is_told_and_leaves_no_half_written_rejects(tmp_path: Path) -> None:
    class Full(Nowhere):
        def upsert_cases(self, records: Iterable[CaseRecord]) -> UpsertCounts:
            raise StorageError(StorageError.DISK_FULL)

    path = written(tmp_path, MIXED)

    with pytest.raises(StorageError):
        run(path, Full(), rejects=tmp_path / "rejects.csv")

    assert list(tmp_path.iterdir()) == [path]


CELLS = st.sampled_from(
    [
        "K-1",
        "王小明",
        "16000000001",
        "100.50",
        "-1",
        "2026-01-05",
        "HT-1",
        "",
        '"',
        "\0",
        "\r",
        "x,y",
    ]
)
LINES = st.lists(CELLS, max_size=9).map(lambda cells: ",".join(cells).encode() + b"\r\n")
FILES = st.one_of(
    st.binary(max_size=300),
    st.lists(LINES, max_size=6).map(lambda lines: HEADER.encode() + b"".join(lines)),
    st.builds(lambda head, tail: GOOD.encode()[:head] + tail, st.integers(0, 200), st.binary()),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=FILES)
@example(content=GOOD.encode() + b'"')
def test_any_bytes_are_imported_whole_rejected_by_row_or_refused(
    tmp_path: Path, content: bytes
) -> None:
    path, target = tmp_path / "cases.csv", tmp_path / "rejects.csv"
    path.write_bytes(content)
    target.unlink(missing_ok=True)
    nowhere = Nowhere()

    try:
        report = run(path, nowhere, rejects=target)
    except ImportFormatError:
        assert nowhere.batches == []
        assert not target.exists()
        return

    assert report.rows_read >= report.rejected == len(report.rejects)
    assert len(table(target)) == 1 + report.rejected
    assert all(before.row < after.row for before, after in pairwise(report.rejects))
    for record in (record for batch in nowhere.batches for record in batch):
        assert record.debtor.name
        assert record.phones
        assert record.debts
