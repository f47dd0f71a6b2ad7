"""Phone numbers as softphones report them and people write them, brought to E.164.

A number is accepted when it can be one, not only when it is known to be in use: numbers made for
examples and newly opened ranges must work. Where that alone would let a mistyped number pass, as
with Chinese mobiles, the shape is checked as well: a call to the wrong person is worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

_CHINA = "CN"
_MOBILE_DIGITS = 11
_LONGEST_WRITTEN = 1000
_MOST_DIGITS = 20
_FEWEST_NATIONAL_DIGITS = 7

_ANGLED = re.compile(r"<([^<>]*)>")
_SCHEME = re.compile(r"(?:sips?|tel|callto):(?://)?", re.IGNORECASE)
_CONTEXT = re.compile(r";phone-context=(\+[0-9]+)", re.IGNORECASE)
_REST_OF_ADDRESS = re.compile(r"[@;?].*", re.DOTALL)
_EXTENSION = re.compile(r"(?:转|轉|分机|分機|内线|ext|x|#|,|;).*", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"[ (\[]*\+?[0-9 ()\[\]./-]*")
_NOT_DIGIT = re.compile(r"[^0-9]")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")

_SHAPES = {
    # A mobile has eleven digits; a landline its area code and seven or eight.
    "+86": re.compile(r"\+86(?:1[3-9][0-9]{9}|(?:10|2[0-9])[0-9]{8}|[3-9][0-9]{2}[0-9]{7,8})"),
}
"""Country codes whose possible lengths overlap with common mistakes, and what is a number there."""


class PhoneNumberPlan:
    """Implements `NumberPlan` for the numbers of the world."""

    def warm_up(self) -> None:
        """Load the library and China's numbers now, so that the first ring does not wait."""
        _e164("13800138000", _CHINA)

    def normalise(self, raw: str, region: str) -> str | None:
        """The number as `+8613800138000`, or None when it is not a phone number at all.

        `region` (`CN`, `GB`) is where numbers without a country code are dialled. Extensions are
        dropped; internal numbers, and landlines without their area code, are not phone numbers.
        Never raises.
        """
        if region == _CHINA and _is_plain_mobile(raw):
            return f"+86{raw}"
        if len(raw) > _LONGEST_WRITTEN:
            return None
        written = _EXTENSION.sub("", _without_address(_plain(raw)))
        if _NUMBER.fullmatch(written) is None:
            return None
        digits = _NOT_DIGIT.sub("", written)
        if len(digits) > _MOST_DIGITS:
            return None
        if "+" in written:
            return _e164(f"+{digits}", None)
        if len(digits) < _FEWEST_NATIONAL_DIGITS:
            return None
        number = _e164(digits, region.upper())
        if number is None and digits.startswith("00"):
            # Lines and people write 00 before the country code wherever they are.
            number = _e164(f"+{digits[2:]}", None)
        return number


def _is_plain_mobile(raw: str) -> bool:
    """Whether a text is nothing but the eleven digits of a Chinese mobile.

    An import reads a million of them, and the library takes a hundred times as long to say the
    same. Numbers that begin with 179 are left to it: they may be a carrier's prefix.
    """
    return (
        len(raw) == _MOBILE_DIGITS
        and raw.isascii()
        and raw.isdigit()
        and raw[0] == "1"
        and raw[1] >= "3"
        and not raw.startswith("179")
    )


def _plain(raw: str) -> str:
    """The text with digits, signs and spaces of every script as ASCII, invisible marks dropped."""
    return "".join(_plain_character(character) for character in raw).strip()


def _plain_character(character: str) -> str:
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.decimal(character))
        case "Pd":
            return "-"
        case "Zs" | "Cc":
            return " "
        case "Cf":
            return ""  # Contact lists wrap numbers in invisible direction marks.
        case _:
            wide = 0xFF01 <= ord(character) <= 0xFF5E
            return chr(ord(character) - 0xFEE0) if wide else character


def _without_address(written: str) -> str:
    """The number inside `"Name" <sip:+86…@host;user=phone>` or `tel:…;phone-context=+86`."""
    angled = _ANGLED.search(written)
    address = angled[1] if angled else written
    scheme = _SCHEME.match(address)
    if scheme is None:
        return address.partition("@")[0]
    address = unquote(address[scheme.end() :])
    number = _REST_OF_ADDRESS.sub("", address)
    context = _CONTEXT.search(address)
    if context is not None and "+" not in number:
        return context[1] + number
    return number


def _e164(number: str, region: str | None) -> str | None:
    # The library takes a tenth of a second to load, which start-up does not have.
    import phonenumbers
    from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

    try:
        parsed = phonenumbers.parse(number, region)
    except NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(parsed) != ValidationResult.IS_POSSIBLE:
        return None
    formatted: str = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    if _E164.fullmatch(formatted) is None:
        return None
    shape = _SHAPES.get(formatted[:3])
    if shape is not None and shape.fullmatch(formatted) is None:
        return None
    # Doubled zeros make a number that loses one more each time it is read.
    is_settled = formatted == number or _e164(formatted, None) == formatted
    return formatted if is_settled else None
