"""`python3 -m desktop …`: from a checkout, make `.venv` ready and go on inside it.

Only what a second start needs is imported at the top; the rest waits until it is wanted.
"""

from __future__ import annotations

import os
import sys

from desktop.bootstrap import needs, stamp
from desktop.bootstrap.failures import INSTALL_FAILED, INTERRUPTED, MISSING_LIBRARIES, StartError
from desktop.bootstrap.failures import require_python as _require_python


def main(arguments: list[str] | None = None) -> int:
    """Run one command line and return its exit status; a start that fails says why in a line."""
    if arguments is None:
        arguments = sys.argv[1:]
    try:
        _require_python(sys.version_info[:3])
        return _start(arguments)
    except StartError as failure:
        print(failure, file=sys.stderr)
        return failure.status
    except KeyboardInterrupt:
        return INTERRUPTED


def _start(arguments: list[str]) -> int:
    need = needs.of_command_line(arguments, os.environ, sys.platform)
    root = stamp.checkout_root(__file__)
    if root is None:
        return _command_line(arguments, None)
    inside = stamp.is_inside(root)
    if inside and not need.suite:
        return _command_line(arguments, root)
    if not stamp.is_ready(root, need):
        _make_ready(root, need)
    if not need.suite:
        return _hand_over(root, ["-m", "desktop", *arguments], need)
    os.chdir(root)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return _hand_over(root, ["-m", "pytest", *arguments[1:]], need)


def _make_ready(root: str, need: needs.Need) -> None:
    from desktop.bootstrap.environment import make_ready

    try:
        make_ready(root, need)
    except KeyboardInterrupt:
        raise StartError(INTERRUPTED, "Callside: stopped. The next start goes on.") from None


def _hand_over(root: str, arguments: list[str], need: needs.Need) -> int:
    """Go on as the environment's Python; it is made anew if it has gone since the stamp."""
    python = stamp.interpreter(root)
    for first_try in (True, False):
        try:
            if sys.platform == "win32":
                return _run_and_wait([python, *arguments])
            sys.stdout.flush()
            sys.stderr.flush()
            os.execv(python, [python, *arguments])  # noqa: S606 - no shell is meant
        except OSError as error:
            if not first_try:
                raise StartError(
                    INSTALL_FAILED, f"Callside cannot start .venv's Python: {error.strerror}."
                ) from error
            stamp.forget(root)
            _make_ready(root, need)
    return INSTALL_FAILED


def _run_and_wait(command: list[str]) -> int:
    """Windows' exec returns to the shell at once, so there the first process waits."""
    import subprocess

    with subprocess.Popen(command) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # the child was told too and decides how to end


def _command_line(arguments: list[str], root: str | None) -> int:
    if arguments[:1] == ["test"]:
        raise StartError(
            2, "Callside: 'test' runs the tests of a checkout; this is an installed copy."
        )
    try:
        from desktop.cli import main as run_command

        return run_command(arguments)
    except ImportError as error:
        if root is None or (error.name or "").partition(".")[0] == "desktop":
            raise
        raise _damage(error, root) from error


def _damage(error: ImportError, root: str) -> StartError:
    """Name what an import lacks: a system library, or a file of `.venv` that has gone."""
    if "cannot open shared object file" in str(error):
        library = str(error).partition(":")[0]
        return StartError(MISSING_LIBRARIES, f"Callside needs the system library {library}.")
    stamp.forget(root)
    return StartError(
        INSTALL_FAILED,
        f"Callside cannot load {error.name}: .venv is damaged. Start again to repair it.",
    )


if __name__ == "__main__":
    raise SystemExit(main())
