"""`narrator check`, warm: of the data and of the report made from it, in turn with the render that makes it.

The functions run in a process of their own (timing.apart), so narrator is imported inside them.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from narration import once
from timing import SEED, WARM_UP, Times, in_turn


class Checked(NamedTuple):
    """Checks of data with ROWS rows in each of three tables (None: of the seed), and of the report that it gives, and renders of
    that between them."""

    rows: int | None
    data: Times
    report: Times
    render: Times

    @classmethod
    def together(cls, every: Sequence[Checked]) -> Checked:
        """EVERY measure of the same checks as one."""
        return cls(
            every[0].rows,
            Times.together(one.data for one in every),
            Times.together(one.report for one in every),
            Times.together(one.render for one in every),
        )


def check(rows: int | None, path: Path, times: int) -> Checked:
    """Check the data in PATH, then its report in turn with renders, again and again in one process: processor time, without the garbage
    collector, as the commands run. The warm-up is of the seed."""
    from narrator.commands.check import check_file

    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "报告.docx"

        def of_report(path: Path) -> list[Callable[[], object]]:
            report.write_bytes(once(path)[1])
            return [lambda: check_file(report), lambda: once(path)]

        in_turn([lambda: check_file(SEED), *of_report(SEED)], WARM_UP)
        [data] = in_turn([lambda: check_file(path)], times)
        return Checked(rows, data, *in_turn(of_report(path), times))
