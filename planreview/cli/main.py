"""The command line's entry: language, the way to the screens or the commands, and where failures become exit codes.

What only opens the screens, a plain mark and a plain summary are recognised without click: a twentieth of the time to the first
picture.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from planreview.catalogue import LANGUAGES, guess_language, t, use_language
from planreview.cli.language import chosen_language
from planreview.cli.output import ReaderGone, narrate
from planreview.errors import InputError, PlanreviewError, reason_of
from planreview.telling import tell_by

EXIT_USAGE = 2
EXIT_INTERRUPTED = 130
# Set by a shell that asks for completions; the command line is elsewhere then.
COMPLETING = "_PLANREVIEW_COMPLETE"
NO_MOUSE = "--no-mouse"
_LONGEST_PLAIN = 200


def opening(arguments: Sequence[str]) -> dict[str, str] | None:
    """The options of a command line that only opens the screens; None where there is anything that click should look at."""
    flags = [argument for argument in arguments if argument == NO_MOUSE]
    arguments = [argument for argument in arguments if argument != NO_MOUSE]
    if len(arguments) % 2 or len(flags) > 1 or COMPLETING in os.environ:
        return None
    options = dict(zip(arguments[::2], arguments[1::2], strict=True))
    plain = all(
        name in ("--store", "--person", "--lang") and value.isprintable() and 0 < len(value) <= _LONGEST_PLAIN and value[0] != "-"
        for name, value in options.items()
    )
    plain = plain and len(options) * 2 == len(arguments) and options.get("--lang", "zh") in LANGUAGES
    return options | dict.fromkeys(flags, "") if plain else None


def _print_failure(error: PlanreviewError) -> None:
    narrate(f"planreview: {error}")


def _dispatch(arguments: Sequence[str]) -> int:
    options = opening(arguments)
    if options is not None:
        from planreview.cli.screens import open_screens

        store = options.get("--store")
        return open_screens(Path(store) if store else None, person=options.get("--person"), mouse=NO_MOUSE not in options)
    done = None if COMPLETING in os.environ else _plain(arguments)
    if done is not None:
        return done
    from planreview.cli.commands import execute

    return execute(arguments)


def _plain(arguments: Sequence[str]) -> int | None:
    """Do a plain mark or summary, and give the exit code; None for anything that click should look at."""
    if "mark" in arguments:
        from planreview.cli import marking

        mark = marking.plain_mark(arguments)
        return None if mark is None else marking.run_plain(mark)
    if "summary" in arguments:
        from planreview.cli import summing

        options = summing.plain_summary(arguments)
        return None if options is None else summing.run_plain(options)
    return None


def _execute(arguments: Sequence[str]) -> int:
    try:
        use_language(guess_language())
        used, complaints = chosen_language(arguments)
        use_language(used)
        for complaint in () if COMPLETING in os.environ else complaints:
            narrate(complaint.message)
        tell_by(narrate)
        code = _dispatch(arguments)
        sys.stdout.flush()
        return code
    except PlanreviewError as error:
        _print_failure(error)
        return error.exit_code
    except KeyboardInterrupt:
        narrate(t("cli.interrupted"))
        return EXIT_INTERRUPTED
    except (BrokenPipeError, ReaderGone):
        # The reader of our output has gone; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = "" if error.filename is None else f"{error.filename}: "
        _print_failure(InputError("system", reason=f"{place}{reason_of(error)}"))
        return EXIT_USAGE


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; no failure of the input or the store escapes as a traceback."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            # Closed by whoever started us.
            setattr(sys, name, Path(os.devnull).open("r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            # A console in code page 936 cannot print every character: better a mark than a crash.
            reconfigure(errors="replace")
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if encoding.lower().startswith("utf"):
        return _execute(arguments)
    from planreview.cli.lost import tell, watch

    watch(sys.stdout)
    code = _execute(arguments)
    tell(encoding)
    return code


def main() -> None:
    """The ``planreview`` console script."""
    code = run(sys.argv[1:])
    # All memory goes back with the process: looking through it for garbage first would take a sixth of a short command.
    gc.freeze()
    sys.exit(code)
