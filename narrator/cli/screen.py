"""What commands print: what they did, lists, problems, and what programs read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from narrator.problem import Problem, gather

if TYPE_CHECKING:
    from pathlib import Path


class Volume:
    """How much a run says. quiet: problems alone. verbose: also what helps to find a fault."""

    def __init__(self) -> None:
        self.quiet = False
        self.verbose = False


volume = Volume()  # of this run; `main` begins with a new one


def echo(text: str, err: bool = False) -> None:
    """Print a text and a line's end, at once: to standard output, or to standard error. Raises OSError when it can not be
    written."""
    print(text, file=sys.stderr if err else sys.stdout, flush=True)


def say(line: str) -> None:
    """Print what was done or asked for; nothing in a quiet run."""
    if not volume.quiet:
        echo(line)


def show_stale(path: Path, form: str | None = None, phrasebook: Path | None = None) -> None:
    """Print which reasons in a file, data or a report, were written for other figures."""
    from narrator.commands.existing_reports import stale_in_file

    show(stale_in_file(path, form, phrasebook))


def answer(
    lines: Iterable[str], data: Callable[[], object], style: str = "text", output: Path | None = None
) -> None:
    """Print what was asked for: lines for people, or data for programs as JSON; into a file when one is named."""
    if style == "json":
        import json  # which a list of lines does without

        hand_over(json.dumps(data(), ensure_ascii=False, indent=2), output)
    elif output is not None:
        hand_over("\n".join(lines).strip("\n"), output)
    else:
        for line in lines:
            say(line)


def hand_over(text: str, output: Path | None) -> None:
    """Give programs what they read, in UTF-8 whatever the terminal's own encoding is: into a file, or printed.

    Where standard output takes no bytes, the text is printed as text. Raises Unusable when the file can not be written.
    """
    if output is not None:
        from narrator.files.whole import write

        write(output, f"{text}\n".encode())
        say(f"已写到 {output}。")
    elif buffer := getattr(sys.stdout, "buffer", None):
        buffer.write(f"{text}\n".encode())
        buffer.flush()
    else:
        echo(text)


def show(problems: Sequence[Problem]) -> None:
    """Print problems to standard error."""
    for problem in gather(problems):
        echo(str(problem), err=True)


def tell_circumstances(seconds: float) -> None:
    """Print what somebody who looks for a fault asks first: versions, the system, encodings and the time taken."""
    import platform

    from narrator import __version__

    told = f"narrator {__version__}，Python {platform.python_version()}，{platform.platform()}"
    echo(f"{told}，屏幕编码 {sys.stdout.encoding}，用时 {seconds:.2f} 秒", err=True)


def show_fault(error: Exception) -> None:
    """Print that narrator itself has gone wrong; how, only in a verbose run."""
    if volume.verbose:
        import traceback

        echo("".join(traceback.format_exception(error)), err=True)
    what = f"narrator自己出了错（{type(error).__name__}）"
    hint = "加上 --verbose 再运行一次，把印出来的全文交给维护的人；文件都是完整的，没有写的还是原来的"
    show([Problem("", what, hint)])
