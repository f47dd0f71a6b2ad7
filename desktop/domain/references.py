"""Which reference of a person or a debt people know, and which only an import."""

from __future__ import annotations

import re

DIGEST_CHARACTERS = 16
"""How long the reference is that an import makes where a file has none."""

_DIGEST = re.compile(rf"[0-9A-F]{{{DIGEST_CHARACTERS}}}")


def shown_reference(*references: str) -> str:
    """The first that people know a person or a debt by; a digest says nothing to anybody."""
    return next((text for text in references if not _DIGEST.fullmatch(text)), "")
