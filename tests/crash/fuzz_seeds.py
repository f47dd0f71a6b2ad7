"""Inputs of each kind as they really come: where fuzzing begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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

SEEDS: Mapping[str, Sequence[bytes]] = {
    "netstring": (b"%d:%b," % (len(_RINGING), _RINGING), b"0:,5:hello,", b"3:ab"),
    "baresip_message": (_RINGING, _CLOSED, _LEVEL),
    "baresip_listing": (_LISTING, b""),
}
