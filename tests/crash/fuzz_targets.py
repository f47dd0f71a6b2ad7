"""Everything that comes from outside, as functions of bytes: each may refuse, none may crash.

A target returns when the input was taken or refused in the way its docstring promises; any other
exception is a finding. `python -m tests.crash.fuzz_targets NAME [libFuzzer options]` fuzzes one.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.clock import zone_named
from desktop.domain.cases import CaseRecord
from desktop.domain.moments import Moment
from desktop.files.format_errors import ImportFormatError
from desktop.files.importing import ImportOrder, import_file
from desktop.files.tables import Reading
from desktop.hook.fields import BadReportError, checked
from desktop.hook.http_reports import report_in
from desktop.hook.http_request import BadRequestError, RequestReader
from desktop.hook.http_rules import Admission
from desktop.hook.messages import read_message, report_of
from desktop.hook.urls import fields_of_url
from desktop.numbering.plan import PhoneNumberPlan
from desktop.softphone.baresip_events import call_events, listed_calls
from desktop.softphone.netstring import NetstringError, NetstringParser

AT = Moment(0, 0)


def netstring(content: bytes) -> None:
    """The control connection of a softphone, in two pieces."""
    parser = NetstringParser()
    cut = len(content) // 2
    try:
        for piece in (content[:cut], content[cut:]):
            for payload in parser.feed(piece):
                assert len(payload) <= len(content)
    except NetstringError:
        return


def baresip_message(content: bytes) -> None:
    """One message of a softphone."""
    try:
        message = json.loads(content)
    except ValueError:
        return
    if isinstance(message, dict):
        call_events(message, "line", AT)


def baresip_listing(content: bytes) -> None:
    """What a softphone says about the calls that are going on."""
    listed_calls(content.decode("utf-8", "replace"), "line")


def local_socket(content: bytes) -> None:
    """One line on the local socket."""
    try:
        read_message(content)
    except BadReportError:
        return


def url(content: bytes) -> None:
    """A URL that the desk is asked to open."""
    try:
        report_of(checked(fields_of_url(content.decode("utf-8", "replace"))))
    except BadReportError:
        return


def http(content: bytes) -> None:
    """What a desk phone, or a page that plays one, sends, in two pieces."""
    reader, admission = RequestReader(), Admission("127.0.0.1")
    cut = len(content) // 2
    try:
        for piece in (content[:cut], content[cut:]):
            reader.feed(piece)
            while (request := reader.next()) is not None:
                report_in(request, admission)
    except BadRequestError:
        return


@dataclass(frozen=True, slots=True)
class _Counts:
    inserted: int
    updated: int = 0


class _Nowhere:
    """A store that keeps nothing and looks closely."""

    def upsert_cases(self, records: Iterable[CaseRecord]) -> _Counts:
        """Every record is whole."""
        count = 0
        for record in records:
            count += 1
            assert record.debtor.external_ref
            assert record.debtor.name
            assert record.phones
            assert all(phone.e164.startswith("+") for phone in record.phones)
            assert all(debt.principal.minor >= 0 for debt in record.debts)
        return _Counts(count)

    def known_refs(self, refs: Collection[str]) -> frozenset[str]:
        """Nobody is known."""
        del refs
        return frozenset()


def _import(content: bytes, suffix: str) -> None:
    plan = PhoneNumberPlan()
    with tempfile.TemporaryDirectory() as folder:
        path, rejects = Path(folder) / f"cases{suffix}", Path(folder) / f"rejects{suffix}"
        path.write_bytes(content)
        order = ImportOrder(
            path=path,
            reading=Reading("en", {}, lambda _shape: {}),
            normalise=lambda written: plan.normalise(written, "CN"),
            zone=zone_named,
            rejects=rejects,
        )
        try:
            report = import_file(order, _Nowhere())
        except ImportFormatError:
            assert not rejects.exists()
            return
        assert report.rows_read >= report.rejected
        assert rejects.exists()


def csv_file(content: bytes) -> None:
    """A text file to import."""
    _import(content, ".csv")


def xlsx_file(content: bytes) -> None:
    """A workbook to import."""
    _import(content, ".xlsx")


def json_file(content: bytes) -> None:
    """A JSON file to import."""
    _import(content, ".json")


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        netstring,
        baresip_message,
        baresip_listing,
        local_socket,
        url,
        http,
        csv_file,
        xlsx_file,
        json_file,
    )
}


def main() -> None:
    """Fuzz one target, guided by coverage, until the options say stop."""
    import atheris

    target = TARGETS[sys.argv.pop(1)]
    atheris.instrument_all()
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
