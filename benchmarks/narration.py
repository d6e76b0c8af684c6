"""narrator's own work: a warm render from the file on disk to the .docx, step by step; and the floor.

The functions run in a process of their own (timing.apart), so narrator is imported inside them.
"""

from __future__ import annotations

import gc
import io
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from timing import SEED, WARM_UP, Times, repeat

STEPS = ("读取", "组成", "写出")


class Rendering(NamedTuple):
    """Warm renders of one data file.

    whole: from the data file to the bytes of the .docx. steps: the parts of it: build.read, report and
    write. docx: what came out.
    """

    whole: Times
    steps: dict[str, Times]
    docx: bytes

    @classmethod
    def together(cls, every: Sequence[Rendering]) -> Rendering:
        """EVERY measure of the same renders as one."""
        whole = Times.together(one.whole for one in every)
        return cls(
            whole, {step: Times.together(one.steps[step] for one in every) for step in STEPS}, every[-1].docx
        )


def render(path: Path, times: int) -> Rendering:
    """Render the data in PATH, again and again in one process, as a program that makes many reports does.

    The warm-up renders the seed, whose templates are those of PATH. Without the garbage collector, as
    the command itself runs; docxtpl is measured without it too.
    """
    gc.disable()
    for _ in range(WARM_UP):
        once(SEED)
    laps, docx = zip(*(once(path) for _ in range(times)), strict=True)
    whole = Times(tuple(sum(lap) for lap in laps))
    by_step = zip(STEPS, zip(*laps, strict=True), strict=True)
    return Rendering(whole, {step: Times(seconds) for step, seconds in by_step}, docx[-1])


def once(path: Path) -> tuple[list[float], bytes]:
    """One render of PATH: the seconds of each step, and the .docx. Raises ValueError when it is a draft."""
    from narrator import build

    marks = [time.perf_counter()]
    source = build.read(path)
    marks.append(time.perf_counter())
    composition = build.report(source)
    marks.append(time.perf_counter())
    docx = build.write(composition.document, source, ".docx")
    marks.append(time.perf_counter())
    if composition.missing:
        raise ValueError(f"{path}: a draft, {len(composition.missing)} texts are missing")
    return [after - before for before, after in pairwise(marks)], docx


def floor(docx: bytes, times: int) -> Times:
    """How long it takes to zip the parts of DOCX when their XML is there already: nothing can be faster."""
    with ZipFile(io.BytesIO(docx)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]

    def packed() -> bytes:
        file = io.BytesIO()
        with ZipFile(file, "w") as archive:
            for name, content in parts:
                entry = ZipInfo(name)
                entry.compress_type = ZIP_DEFLATED
                archive.writestr(entry, content)
        return file.getvalue()

    return repeat(packed, times)
