"""`narrator check`, warm: of the data and of the report made from it.

The functions run in a process of their own (timing.apart), so narrator is imported inside them.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from timing import SEED, WARM_UP, Times


class Checked(NamedTuple):
    """Checks of data with ROWS rows in each of three tables (None: of the seed), and of the report that it gives."""

    rows: int | None
    data: Times
    report: Times

    @classmethod
    def together(cls, every: Sequence[Checked]) -> Checked:
        """EVERY measure of the same checks as one."""
        return cls(
            every[0].rows,
            Times.together(one.data for one in every),
            Times.together(one.report for one in every),
        )


def check(rows: int | None, path: Path, times: int) -> Checked:
    """Check the data in PATH and its report, again and again in one process: processor time, without the garbage
    collector, as the command runs and as a render is measured. The warm-up checks the seed and its report."""
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        warm, report = (Path(folder) / f"{name}.docx" for name in ("种子", "报告"))
        write_report(SEED, warm)
        write_report(path, report)
        repeated(SEED, WARM_UP)
        repeated(warm, WARM_UP)
        return Checked(rows, repeated(path, times), repeated(report, times))


def write_report(path: Path, report: Path) -> None:
    from narrator import build

    source = build.read(path)
    report.write_bytes(build.write(build.report(source).document, source, ".docx"))


def repeated(path: Path, times: int) -> Times:
    from narrator.commands.check import check_file

    seconds = []
    for _ in range(times):
        start = time.process_time()
        check_file(path)
        seconds.append(time.process_time() - start)
    return Times(tuple(seconds))
