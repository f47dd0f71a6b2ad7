"""Figures of the benchmarks: percentiles, bars and what is printed of them."""

from __future__ import annotations

import json

import pytest

from desktop.bench import run
from desktop.bench.figures import Figure, against_floor, against_itself, middle_batch, percentile


def test_a_percentile_is_one_of_the_samples() -> None:
    samples = [float(number) for number in range(1, 101)]
    assert percentile(samples, 50) == 50
    assert percentile(samples, 99) == 99
    assert percentile(samples[::-1], 100) == 100
    assert percentile([7.0], 50) == 7
    assert percentile([1.0, 2.0, 3.0], 50) == 2
    with pytest.raises(ValueError, match="nothing was measured"):
        percentile([], 50)


def test_a_ratio_is_of_the_same_percentile() -> None:
    figure = against_floor("pop", [1, 2, 3], [2, 5, 9], bar=2.5, hundredth=50)
    assert (figure.name, figure.floor, figure.value, figure.runs) == ("pop p50", 2, 5, 3)
    assert figure.ratio == 2.5
    assert figure.holds
    assert not against_floor("pop", [1, 2, 3], [2, 5, 9], bar=2.4, hundredth=50).holds
    assert against_itself("pop", [1, 2, 8], bar=4).ratio == 4


def test_without_a_floor_the_value_itself_is_judged() -> None:
    assert Figure("modules", None, 0, 0, "modules", 1).holds
    assert not Figure("modules", None, 1, 0, "modules", 1).holds


def test_the_middle_of_several_batches_is_judged() -> None:
    calm, stormy, usual = [1.0, 1.0, 2.0], [1.0, 1.0, 90.0], [1.0, 1.0, 3.0]
    assert middle_batch("save", [stormy, calm, usual], bar=4).ratio == 3
    assert not middle_batch("save", [stormy, stormy, usual], bar=4).holds


def test_without_a_bar_nothing_falls_short(capsys: pytest.CaptureFixture[str]) -> None:
    figure = against_itself("the disk alone", [1, 2, 80], bar=None)
    assert figure.holds
    assert (
        run._line(figure) == "       the disk alone p99 to own p50: 40.00x  (80 over 2 ms, 3 runs)"
    )


@pytest.mark.parametrize(("value", "status"), [(3.0, 0), (3.1, 1)])
@pytest.mark.parametrize("as_json", [False, True])
def test_falling_short_is_printed_and_told(
    value: float,
    status: int,
    as_json: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    figure = Figure("save p50", 2.0, value, 1.5, "ms", 9)
    monkeypatch.setattr(run, "BENCHMARKS", {"save": lambda _scale: [figure]})
    assert run.run_bench("save", as_json=as_json, debtors=100) == status
    printed = capsys.readouterr().out
    if as_json:
        (row,) = json.loads(printed)
        assert row == {
            "name": "save p50",
            "floor": 2.0,
            "value": value,
            "ratio": value / 2,
            "bar": 1.5,
            "unit": "ms",
            "runs": 9,
            "ok": status == 0,
        }
    else:
        assert printed.startswith("SHORT" if status else "ok ")
        assert "bar 1.5x" in printed


def test_an_unknown_name_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.run_bench("speed", as_json=False) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "start, full-size, query, pop, save, keystroke" in printed.err
