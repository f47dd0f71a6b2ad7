"""A link dials what was written, and nothing else is ever made a link."""

from __future__ import annotations

import pytest

from desktop.domain.dial_links import dial_link, dialled_number


@pytest.mark.parametrize(
    ("text", "scheme", "link"),
    [
        ("+86 138 0013 8000", "tel", "tel:+8613800138000"),
        ("(010) 6552-9988", "tel", "tel:01065529988"),
        ("（010）6552－9988", "sip", "sip:01065529988"),
        ("*21#", "tel", "tel:*21%23"),
        ("sip:ana@pbx.example:5070", "sip", "sip:ana@pbx.example:5070"),
        ("ana@pbx.example", "sip", "sip:ana@pbx.example"),
        ("sip:ana@pbx.example", "tel", None),
        ("", "tel", None),
        ("7", "tel", None),
        ("8+1", "tel", None),
        ("ana", "sip", None),
        ("138&x=1", "tel", None),
        ("http://x.example/138", "sip", None),
        ("a b@c.example?subject=1", "sip", None),
    ],
)
def test_a_link_dials_what_was_written(text: str, scheme: str, link: str | None) -> None:
    assert dial_link(text, scheme) == link


def test_spacing_is_no_part_of_a_number() -> None:
    assert dialled_number(" 138-0013 8000 ") == "13800138000"
    assert dialled_number("ana@pbx.example") is None
