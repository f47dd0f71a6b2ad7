"""`callside bench`: runs the benchmarks and says which bars hold."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from desktop.bench.figures import Figure
from desktop.bench.full_size import FULL_SIZE, Scale, measure_full_size
from desktop.bench.workbench import own_disk
from desktop.settings import NAME

BAD_NAME = 2


def _start(_scale: Scale) -> list[Figure]:
    from desktop.bench.start import measure_start

    return measure_start()


def _query(scale: Scale) -> list[Figure]:
    from desktop.bench.query import measure_query

    return measure_query(scale)


def _pop(scale: Scale) -> list[Figure]:
    from desktop.bench.pop import measure_pop

    return measure_pop(scale)


def _save(scale: Scale) -> list[Figure]:
    from desktop.bench.save import measure_save

    return measure_save(scale)


def _search(scale: Scale) -> list[Figure]:
    from desktop.bench.search import measure_search

    return measure_search(scale)


def _keystroke(_scale: Scale) -> list[Figure]:
    from desktop.bench.keystroke import measure_keystroke

    return measure_keystroke()


def _memory(scale: Scale) -> list[Figure]:
    from desktop.bench.memory import measure_memory

    return measure_memory(scale)


def _hook(_scale: Scale) -> list[Figure]:
    from desktop.bench.hook import measure_hook

    return measure_hook()


def _import(scale: Scale) -> list[Figure]:
    from desktop.bench.importing import measure_import

    return measure_import(scale)


BENCHMARKS: Mapping[str, Callable[[Scale], list[Figure]]] = {
    "start": _start,
    "full-size": measure_full_size,
    "query": _query,
    "pop": _pop,
    "save": _save,
    "keystroke": _keystroke,
    "search": _search,
    "memory": _memory,
    "import": _import,
    "hook": _hook,
}


def run_bench(
    name: str | None, *, as_json: bool, debtors: int = FULL_SIZE, folder: Path | None = None
) -> int:
    """Run one benchmark or all; 0 when every bar holds, 1 when one falls short, 2 for no name.

    `folder` keeps the database of so many debtors; without one, that of full size is kept among
    the user's cached files and any other is thrown away.
    """
    if name is not None and name not in BENCHMARKS:
        known = ", ".join(BENCHMARKS)
        print(f"callside: there is no benchmark “{name}”; there are {known}.", file=sys.stderr)
        return BAD_NAME
    figures: list[Figure] = []
    with _kept_in(folder, debtors) as keeping:
        for each, measure in BENCHMARKS.items():
            if name in (None, each):
                measured = measure(Scale(debtors, keeping))
                figures += measured
                if not as_json:
                    for figure in measured:
                        print(_line(figure), flush=True)
    if as_json:
        print(json.dumps([_row(figure) for figure in figures], ensure_ascii=False, indent=2))
    return 0 if all(figure.holds for figure in figures) else 1


@contextmanager
def _kept_in(folder: Path | None, debtors: int) -> Iterator[Path]:
    if folder is not None:
        yield folder
    elif debtors == FULL_SIZE:
        yield platformdirs.user_cache_path(NAME, appauthor=False) / "bench"
    else:
        with tempfile.TemporaryDirectory(dir=own_disk(), prefix="callside-bench-") as name:
            yield Path(name)


def _line(figure: Figure) -> str:
    verdict = "" if figure.bar is None else "ok" if figure.holds else "SHORT"
    if figure.ratio is None:
        bar = "" if figure.bar is None else f", bar {figure.bar:.4g}"
        return f"{verdict:<5}  {figure.name}: {figure.value:.4g} {figure.unit}{bar}"
    bar = "" if figure.bar is None else f", bar {figure.bar:g}x"
    return (
        f"{verdict:<5}  {figure.name}: {figure.ratio:.2f}x{bar}  "
        f"({figure.value:.3g} over {figure.floor:.3g} {figure.unit}, {figure.runs} runs)"
    )


def _row(figure: Figure) -> dict[str, object]:
    return {
        "name": figure.name,
        "floor": figure.floor,
        "value": figure.value,
        "ratio": figure.ratio,
        "bar": figure.bar,
        "unit": figure.unit,
        "runs": figure.runs,
        "ok": figure.holds,
    }
