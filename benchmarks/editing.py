"""An edit on the page of `narrator open`: written into the data, the report made, checked and shown anew; no HTTP.

The function runs in a process of its own (timing.apart), so narrator is imported inside it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from timing import SEED, Times

FIGURE = "收入支出总表.收入.一般公共预算财政拨款收入.决算数"


class Edited(NamedTuple):
    """Edits of the sample, one after the other: of a reason, and of a figure that many sentences and rules depend on."""

    reason: Times
    figure: Times


def edit(times: int) -> Edited:
    """Write another reason and another figure again and again; processor time, with the garbage collector, as the page
    runs."""
    reasons = json.loads(SEED.read_text("utf-8"))["原因"]
    reason = next(name for name, words in reasons.items() if isinstance(words, str))
    return Edited(
        typed_over(f"原因.{reason}", [f"人员变动{number}" for number in range(times)]),
        typed_over(FIGURE, [f"{900 + number}.5" for number in range(times)]),
    )


def typed_over(path: str, texts: list[str]) -> Times:
    """How long it takes to type each of the texts over the one before, in a copy of the sample."""
    from narrator.commands.typed_values import TypedText, value_as_typed
    from narrator.page.desk import Desk

    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.json"
        shutil.copy(SEED, data)
        desk = Desk(data)
        was = value_as_typed(desk.look().opened.raw, path)
        for text in texts:
            start = time.process_time()
            desk.write([TypedText(path, was, text)])
            seconds.append(time.process_time() - start)
            was = text
    return Times(tuple(seconds))
