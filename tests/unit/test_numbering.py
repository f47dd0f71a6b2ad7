from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.numbering.plan import PhoneNumberPlan

E164 = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
PLAN = PhoneNumberPlan()
FULL_WIDTH = str.maketrans("0123456789+()- ", "０１２３４５６７８９＋（）－　")

WRITTEN_IN_CHINA = [
    ("13800138000", "+8613800138000"),
    ("+8613800138000", "+8613800138000"),
    ("008613800138000", "+8613800138000"),
    ("8613800138000", "+8613800138000"),
    ("013800138000", "+8613800138000"),
    ("138-0013-8000", "+8613800138000"),
    ("138 0013 8000", "+8613800138000"),
    ("(+86) 138 0013 8000", "+8613800138000"),
    ("１３８００１３８０００", "+8613800138000"),
    ("＋８６（１３８）００１３－８０００", "+8613800138000"),
    ("\u202d13800138000\u202c", "+8613800138000"),
    ("138\u20130013\u20138000", "+8613800138000"),
    ("17951 13800138000", "+8613800138000"),
    ("+86 160 0000 0001", "+8616000000001"),
    ("010-8888 8888", "+861088888888"),
    ("(0571) 8888 8888", "+8657188888888"),
    ("（0571）88888888", "+8657188888888"),
    ("0311-8888888", "+863118888888"),
    ("400-888-8888", "+864008888888"),
    ("010-88888888转8001", "+861088888888"),
    ("010-88888888 分机 8001", "+861088888888"),
    ("010-88888888 ext 12", "+861088888888"),
    ("010-88888888 EXT. 12", "+861088888888"),
    ("010-88888888x12", "+861088888888"),
    ("010-88888888 Extension 12", "+861088888888"),
    ("010-88888888#12", "+861088888888"),
    ("13800138000,,12", "+8613800138000"),
    ("sip:13800138000@10.0.0.1", "+8613800138000"),
    ("sips:+8613800138000@pbx.example;transport=tls", "+8613800138000"),
    ("SIP:%2B8613800138000@pbx.example?subject=x", "+8613800138000"),
    ("sip:+8613800138000;ext=12@pbx.example:5061;user=phone", "+8613800138000"),
    ('"王 1" <sip:13800138000@10.0.0.1;user=phone>;tag=77', "+8613800138000"),
    ("<tel:+86-138-0013-8000>", "+8613800138000"),
    ("tel:+86-138-0013-8000;ext=8001", "+8613800138000"),
    ("tel:13800138000;phone-context=+86", "+8613800138000"),
    ("callto://+8613800138000", "+8613800138000"),
    ("13800138000@10.0.0.1", "+8613800138000"),
    ("+44 7700 900123", "+447700900123"),
    ("+44 (0)7700 900123", "+447700900123"),
    ("+1 202 555 0123", "+12025550123"),
    ("0044 7700 900123", "+447700900123"),
    ("+39 06 1234567", "+39061234567"),
]


@pytest.mark.parametrize(("raw", "e164"), WRITTEN_IN_CHINA)
def test_a_number_written_in_china_becomes_e164(raw: str, e164: str) -> None:
    assert PLAN.normalise(raw, "CN") == e164


@pytest.mark.parametrize(
    ("raw", "region", "e164"),
    [
        ("07700 900123", "GB", "+447700900123"),
        ("(020) 7946 0123", "gb", "+442079460123"),
        ("00 86 138 0013 8000", "GB", "+8613800138000"),
        ("(202) 555-0123", "US", "+12025550123"),
        ("1-202-555-0123", "US", "+12025550123"),
        ("202.555.0123", "US", "+12025550123"),
        ("011 86 13800138000", "US", "+8613800138000"),
        ("0086 13800138000", "US", "+8613800138000"),
        ("+8613800138000", "nowhere", "+8613800138000"),
        ("008613800138000", "", "+8613800138000"),
    ],
)
def test_the_region_decides_how_a_national_number_is_read(raw: str, region: str, e164: str) -> None:
    assert PLAN.normalise(raw, region) == e164


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "anonymous",
        "sip:anonymous@anonymous.invalid",
        "sip:alice@pbx.example",
        "sip:8007@10.0.0.1",
        "tel:8001;phone-context=+86",
        "110",
        "8007",
        "10086",
        "800700",
        "8888888",  # a landline without its area code could be anywhere
        "88888888",
        "1380013800",  # a mobile with a digit missing
        "138001380001",  # and with one too many
        "+861380013800",
        "12800138000",
        "447700900123",  # a foreign number without its plus is not guessed
        "13800138000 张三",
        "13800138000/13900139000",
        "1380013800a",
        "1.38E+10",
        "13,800,138,000",
        "+",
        "++8613800138000",
        "+00",
        "+999 123456789",
        "+49 123456789012345",  # possible in Germany, longer than E.164 allows
        "+31002860639294",  # the zeros are not part of any number
        "转8001",
        "*31#13800138000",
        "1" * 30,
        "1" * 5000,
        "\x00",
        "\ud800",
        "①③⑧００１３８０００",
    ],
)
def test_what_is_no_phone_number_is_none(raw: str) -> None:
    assert PLAN.normalise(raw, "CN") is None


def test_a_national_number_of_an_unknown_region_is_none() -> None:
    assert PLAN.normalise("13800138000", "XX") is None
    assert PLAN.normalise("13800138000", "") is None


def test_the_library_is_loaded_by_warming_up_and_not_by_the_import() -> None:
    steps = """
import sys
from desktop.numbering.plan import PhoneNumberPlan
print("phonenumbers" in sys.modules)
PhoneNumberPlan().warm_up()
print("phonenumbers" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", steps], capture_output=True, text=True, check=True)

    assert ran.stdout.split() == ["False", "True"]


DIALLED = st.text(alphabet="0123456789+-() .,;#xX转ext@:/<>sipltel%２８－＋\u202d", max_size=40)
REGIONS = st.sampled_from(["CN", "GB", "US", "HK", "IT", "BR", "", "XX"])


@given(raw=st.text() | DIALLED, region=REGIONS)
@example(raw="0" * 20, region="CN")
@example(raw="+42100479698", region="GB")
@example(raw="+0١٢٣٤٥٦٧٨٩", region="CN")
def test_any_text_is_none_or_e164_that_stays_as_it_is(raw: str, region: str) -> None:
    number = PLAN.normalise(raw, region)

    assert number is None or E164.fullmatch(number)
    if number is not None:
        assert PLAN.normalise(number, region) == number
        assert PLAN.normalise(number, "CN") == number


@given(raw=st.from_regex(r"\+[1-9][0-9]{5,15}", fullmatch=True))
def test_an_accepted_international_number_stays_as_it_is(raw: str) -> None:
    number = PLAN.normalise(raw, "CN")

    if number is not None:
        assert PLAN.normalise(number, "CN") == number


@pytest.mark.parametrize("second", range(10))
def test_plain_mobiles_are_read_as_the_library_reads_them(second: int) -> None:
    for prefix in range(1000):
        raw = f"1{second}{prefix:03d}{prefix * 7919 % 10**6:06d}"

        assert PLAN.normalise(raw, "CN") == PLAN.normalise(f" {raw}", "CN")


MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
LANDLINES = st.from_regex(
    r"(10|2[1-57-9])[2-8][0-9]{7}|[3-9][1-9][0-9][2-8][0-9]{6}", fullmatch=True
)
SPACES = st.sampled_from(["", " ", "-", "\u3000", " - ", "."])


@given(mobile=MOBILES, gap=SPACES, data=st.data())
def test_all_ways_to_write_a_mobile_mean_one_number(
    mobile: str, gap: str, data: st.DataObject
) -> None:
    spaced = gap.join((mobile[:3], mobile[3:7], mobile[7:]))
    prefix = data.draw(st.sampled_from(["", "+86", "0086", "+86 ", "(+86)", "86", "0"]))
    ending = data.draw(st.sampled_from(["", "转8001", " ext 12", "x12", ";ext=3"]))
    written = f"{prefix}{spaced}{ending}"
    if data.draw(st.booleans()):
        written = written.translate(FULL_WIDTH)
    if data.draw(st.booleans()):
        written = f"sip:{written}@10.0.0.1" if gap == "" else f"tel:{written}"

    assert PLAN.normalise(written, "CN") == f"+86{mobile}"
    assert PLAN.normalise(mobile, "CN") == PLAN.normalise(f" {mobile}", "CN")


@given(landline=LANDLINES, gap=SPACES)
def test_all_ways_to_write_a_landline_mean_one_number(landline: str, gap: str) -> None:
    area = landline[:2] if landline[0] in "12" else landline[:3]
    rest = landline[len(area) :]

    for written in (f"0{area}{gap}{rest}", f"(0{area}){gap}{rest}", f"+86 {area}{gap}{rest}"):
        assert PLAN.normalise(written, "CN") == f"+86{landline}"
