"""Netstrings survive any split of the stream, and never take garbage for a message."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.softphone.netstring import (
    MAX_PAYLOAD_BYTES,
    NetstringError,
    NetstringParser,
    encode,
)

PAYLOADS = st.lists(st.binary(max_size=300), max_size=8)


def parse(*pieces: bytes) -> list[bytes]:
    parser = NetstringParser()
    return [payload for piece in pieces for payload in parser.feed(piece)]


def test_length_counts_bytes() -> None:
    assert encode("王五".encode()) == b"6:\xe7\x8e\x8b\xe4\xba\x94,"
    assert encode(b"") == b"0:,"


@given(payloads=PAYLOADS, cuts=st.lists(st.integers(0, 2_600), max_size=12))
def test_any_split_gives_the_same_payloads(payloads: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(map(encode, payloads))
    edges = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    pieces = [stream[start:end] for start, end in itertools.pairwise(edges)]
    assert parse(*pieces) == payloads
    assert parse(*(bytes([byte]) for byte in stream)) == payloads


@given(payloads=PAYLOADS, kept=st.integers(0, 2_600))
def test_cut_stream_gives_only_whole_payloads(payloads: list[bytes], kept: int) -> None:
    stream = b"".join(map(encode, payloads))[:kept]
    got = parse(stream)
    assert got == payloads[: len(got)]
    assert len(b"".join(map(encode, got))) <= len(stream)


@given(garbage=st.binary(max_size=2_000), piece=st.integers(1, 50))
def test_garbage_never_does_more_than_raise(garbage: bytes, piece: int) -> None:
    pieces = [garbage[start : start + piece] for start in range(0, len(garbage), piece)]
    try:
        got = parse(*pieces)
    except NetstringError:
        return
    # What was accepted stands, framed, at the front of what came.
    assert garbage.startswith(b"".join(map(encode, got)))


@given(payloads=PAYLOADS)
def test_payloads_before_garbage_are_not_lost(payloads: list[bytes]) -> None:
    got: list[bytes] = []
    with pytest.raises(NetstringError):
        got.extend(NetstringParser().feed(b"!"))
    parser = NetstringParser()
    received = parser.feed(b"".join(map(encode, payloads)) + b"3:abcd")
    with pytest.raises(NetstringError, match="does not end"):
        got.extend(received)
    assert got == payloads


@pytest.mark.parametrize(
    ("received", "message"),
    [
        (b"x", "not a number"),
        (b"1x:", "not a number"),
        (b"-1:,", "not a number"),
        (b"\xc2\xb2:", "not a number"),
        (b":,", "missing or padded"),
        (b"01:a,", "missing or padded"),
        (b"123456", "too long"),
        (b"1234567:", "too long"),
        (b"65537:", "too big"),
        (b"1:ab", "does not end"),
    ],
)
def test_what_is_not_a_netstring_is_an_error(received: bytes, message: str) -> None:
    with pytest.raises(NetstringError, match=message):
        parse(received)


def test_biggest_payload_and_no_bigger() -> None:
    payload = b"a" * MAX_PAYLOAD_BYTES
    assert parse(encode(payload)) == [payload]
    with pytest.raises(NetstringError, match="too big"):
        encode(payload + b"a")
