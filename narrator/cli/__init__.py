"""The command line: arguments, printed problems, exit codes; nothing else.

Exit codes: 0 done, 1 findings, 2 an input or an output can not be used, 3 a fault of narrator itself.
"""

from __future__ import annotations

import codecs
import contextlib
import gc
import os
import sys
import time

from narrator.cli import screen
from narrator.cli.command_list import COMPLETE, help_page
from narrator.problem import Unusable


def main() -> None:
    """Run the command line; what goes wrong is told in Chinese, and a traceback is printed only when asked for."""
    gc.disable()  # the process ends before there is anything worth collecting
    began = time.perf_counter()
    screen.volume = screen.Volume()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            plain = codecs.lookup(stream.encoding).name == "ascii"  # which has none of what is printed
            stream.reconfigure(encoding="utf-8" if plain else None, errors="replace")
    try:
        code = run(sys.argv[1:])
    except Unusable as error:
        screen.show(error.problems)
        code = 2
    except KeyboardInterrupt:
        screen.echo("已中断。文件都是完整的：没有写的还是原来的。", err=True)
        code = 2
    except BrokenPipeError:
        code = 0
    except OSError as error:
        code = 2
        with contextlib.suppress(OSError):
            screen.echo(f"错误：屏幕输出写不出去（系统错误{error.errno}）。请检查磁盘空间。", err=True)
    except Exception as error:
        screen.show_fault(error)
        code = 3
    gc.enable()  # for whoever called this from a program of their own
    if screen.volume.verbose:
        screen.tell_circumstances(time.perf_counter() - began)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Return the exit code of the command line with those arguments, once it has done what they ask for.

    The help page and the list of forms need no typer, which takes longer to load than both to make.
    """
    asked = None if COMPLETE in os.environ else arguments
    if asked in ([], ["-h"], ["--help"]):
        screen.echo(help_page())
    elif asked == ["forms"]:
        from narrator.cli.forms_list import show_forms

        show_forms()
    else:
        from narrator.cli.application import run_command

        return run_command()
    return 0
