"""`narrator import`, warm: of the sample's workbook of public tables, and of workbooks with many rows.

The functions run in a process of their own (timing.apart), so narrator is imported inside them.
"""

from __future__ import annotations

import gc
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from timing import SEED, Times

TABLES = SEED.with_name("公开表.xlsx")


class Imported(NamedTuple):
    """Imports of a workbook with ROWS rows in each of three tables (None: of the sample's)."""

    rows: int | None
    whole: Times


def take(rows: int | None, data: Path, times: int) -> Imported:
    """Import a workbook again and again in one process: the sample's, or the public tables of the DATA of so many ROWS;
    processor time, without the garbage collector, as the command runs."""
    from narrator import build
    from narrator.commands.import_file import import_file
    from narrator.commands.import_sources import Sources

    gc.disable()
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        workbook, made = TABLES, Path(folder) / "data.json"
        if rows is not None:
            workbook = Path(folder) / "公开表.xlsx"
            source = build.read(data)
            workbook.write_bytes(build.write(build.report(source).document, source, ".xlsx"))
        for _ in range(times + 1):
            made.unlink(missing_ok=True)
            start = time.process_time()
            import_file(Sources(workbook), None, made, "辽宁2023")
            seconds.append(time.process_time() - start)
            gc.collect()
    return Imported(rows, Times(tuple(seconds[1:])))
