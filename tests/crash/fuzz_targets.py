"""Everything that comes from outside, as functions of bytes: each may refuse, none may crash.

A target returns when the input was taken or refused in the way its docstring promises; any other
exception is a finding. `python -m tests.crash.fuzz_targets NAME [libFuzzer options]` fuzzes one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping

from desktop.domain.moments import Moment
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


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (netstring, baresip_message, baresip_listing)
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
