"""Writes the database that later versions must still open: once for each released schema.

`python -m tests.make_schema_fixture` adds the one for the newest schema and never replaces one.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from desktop.domain.cases import Hold, HoldKind, PhoneKind
from desktop.store.database import Store
from desktop.store.schema import STEPS
from tests.store_samples import KEY, START_MS, journal, plan_outcome, promise_outcome, record


def write_fixture(path: Path) -> None:
    """A small database with one of everything, under the tests' own key."""
    with closing(Store.open(path, KEY)) as store:
        hold = Hold(HoldKind.DISPUTE, START_MS)
        work = (("+442079460018", PhoneKind.WORK),)
        store.upsert_cases([record(holds=(hold,)), record("D-2", numbers=work)])
        for call_id in ("call-promise", "call-plan", "call-open"):
            store.append_journal(journal(call_id))
        store.save_outcome(promise_outcome("call-promise"))
        plan = plan_outcome("call-plan")
        store.save_outcome(replace(plan, saved_at_epoch_ms=START_MS + 200_000))


def main() -> None:
    """Write the newest fixture, if it is not there."""
    path = Path(__file__).parent / "data" / f"callside-schema-{len(STEPS)}.db"
    if path.exists():
        raise SystemExit(f"{path.name} is there already: a released schema is never changed.")
    write_fixture(path)


if __name__ == "__main__":
    main()
