"""Where the frozen program begins; its first argument may name one of its own child programs."""

from __future__ import annotations

import sys

SPEECH_WORKER = "speech-worker"


def main() -> int:
    """Run the worker that a running desk asks for, else the command line."""
    if sys.argv[1:2] == [SPEECH_WORKER]:
        from desktop.speech.worker import main as speak

        return speak(sys.argv[2:])
    from desktop.cli import main as run_command

    return run_command()


if __name__ == "__main__":
    raise SystemExit(main())
