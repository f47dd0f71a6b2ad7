"""Inputs of each kind as they really come: where fuzzing begins."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from tests.desk_phone_requests import GRANDSTREAM, YEALINK, YEALINK_OLD

_RINGING = (
    b'{"event":true,"type":"CALL_INCOMING","class":"call","accountaor":"sip:agent@127.0.0.1",'
    b'"direction":"incoming","peeruri":"sip:16000000001@127.0.0.1","peerdisplayname":"\xe7\x8e\x8b",'
    b'"id":"abc","param":"sip:16000000001@127.0.0.1"}'
)
_CLOSED = (
    b'{"event":true,"type":"CALL_CLOSED","class":"call","direction":"incoming",'
    b'"peeruri":"sip:16000000001@127.0.0.1","id":"abc","param":"486 Busy Here"}'
)
_LEVEL = b'{"event":true,"type":"VU_TX_REPORT","class":"VU_REPORT","id":"abc","param":"-13.89"}'
_LISTING = (
    b"\n--- Active calls (1) ---\n"
    b"> line=1, id=abc 0:00:05  ESTABLISHED  (on hold) sip:16000000001@127.0.0.1\n"
)

_HEADER = ("客户编号", "姓名", "手机号", "本金", "到期日", "合同号", "联系记录")
_ROWS = (
    ("K-1", "王小明", "16000000001/010-62345678转8", "¥1,200.50", "2026/1/5", "HT-1", ""),
    (
        "K-1",
        "王小明",
        "+86 160 0000 0001",
        "1.2万",
        "2026年1月5日",
        "HT-2",
        "2026-01-05 10:30 电话",
    ),
)


def _csv(encoding: str, separator: str) -> bytes:
    lines = [separator.join(f'"{cell}"' for cell in cells) for cells in (_HEADER, *_ROWS)]
    return "\r\n".join(lines).encode(encoding)


def _workbook() -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("cases")
    for cells in (_HEADER, *_ROWS):
        sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _json() -> bytes:
    return json.dumps(
        [dict(zip(_HEADER, cells, strict=True)) for cells in _ROWS], ensure_ascii=False
    ).encode()


SEEDS: Mapping[str, Sequence[bytes]] = {
    "netstring": (b"%d:%b," % (len(_RINGING), _RINGING), b"0:,5:hello,", b"3:ab"),
    "baresip_message": (_RINGING, _CLOSED, _LEVEL),
    "baresip_listing": (_LISTING, b""),
    "local_socket": (
        b'{"tell": "call", "event": "ringing", "number": "16000000001", "id": "a"}\n',
        b'{"tell": "do", "action": "next-prompt"}\n',
        b'{"tell": "show"}\n',
    ),
    "url": (
        b"callside://call?event=ringing&number=%2B8616000000001&id=a&direction=in&name=%E7%8E%8B",
        b"tel:+86-160-0000-0001;ext=8",
        b"sip:16000000001@127.0.0.1:5060;transport=udp",
    ),
    "http": (*YEALINK, *YEALINK_OLD, *GRANDSTREAM),
    "csv_file": (_csv("utf-8-sig", ","), _csv("gb18030", ";"), _csv("utf-16", "\t")),
    "xlsx_file": (_workbook(),),
    "json_file": (_json(), _json()[1:-1].replace(b"}, {", b"}\n{")),
}
