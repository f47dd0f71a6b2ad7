"""Where the content files are: beside the package, inside a wheel, or inside a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path


def find_resources() -> Path:
    """The folder that holds `talk_tracks`, `sample`, `fonts` and `icons`.

    Raises FileNotFoundError when the installation lacks it.
    """
    package = Path(__file__).resolve().parent.parent
    places = [package / "_resources", package.parent / "resources"]
    unpacked = getattr(sys, "_MEIPASS", None)
    if unpacked is not None:
        places.insert(0, Path(unpacked) / "resources")
    for place in places:
        if (place / "talk_tracks").is_dir():
            return place
    raise FileNotFoundError("the content files are missing; install Callside again")
