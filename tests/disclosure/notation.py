"""The notation of the tests of bad data: the sample's data.json with some places changed.

    changed({"收入支出总表.收入.总计.决算数": "1e400", "年度": GONE})

A place is written as in a problem (lists count from 1); what stands there afterwards is raw JSON text, so
that it may also be no JSON at all. A place that the sample does not have is added. Every value stands on a
line of its own, and `line` tells which, by reading the text and not by asking the code under test.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from narrator import form
from narrator.disclosure import reading
from narrator.problem import Problem
from narrator.readers import json as reader

SAMPLE = Path(__file__).parents[2] / "samples" / "朝阳市科学技术局2023" / "data.json"
TEXT = SAMPLE.read_text("utf-8")
GONE = None  # the place is taken out
MODEL = form.load("辽宁2023").model
CHINESE = re.compile("[一-鿿]")


def steps(place: str) -> list[str | int]:
    """PLACE as the keys and indexes (from 0) that lead to it."""
    return [
        int(part[1:-1]) - 1 if part[0] == "[" else part for part in re.findall(r"\[\d+\]|[^.\[\]]+", place)
    ]


def changed(changes: Mapping[str, str | None]) -> str:
    """The text of the sample after CHANGES."""
    data = json.loads(TEXT)
    for number, (place, raw) in enumerate(changes.items()):
        *above, last = steps(place)
        inside = data
        for step in above:
            inside = inside[step]
        if raw is GONE:
            del inside[last]
        elif isinstance(inside, list) and last == len(inside):
            inside.append(f"<{number}>")
        else:
            inside[last] = f"<{number}>"
    text = json.dumps(data, ensure_ascii=False, indent=1)
    for number, raw in enumerate(changes.values()):
        if raw is not GONE:
            text = text.replace(f'"<{number}>"', raw)
    return text


def line(text: str, place: str) -> int:
    """The line on which the value of PLACE begins in TEXT, which `changed` made."""
    lines = text.split("\n")
    found = 0
    for depth, step in enumerate(steps(place), 1):
        if isinstance(step, str):
            beginning = " " * depth + json.dumps(step, ensure_ascii=False) + ":"
            found = next(
                number for number in range(found + 1, len(lines)) if lines[number].startswith(beginning)
            )
        else:
            item = re.compile(" " * depth + r"[^ \]}]")
            items = (number for number in range(found + 1, len(lines)) if item.match(lines[number]))
            found = [next(items) for _ in range(step + 1)][-1]
    return found + 1


def problems(changes: Mapping[str, str | None]) -> list[Problem]:
    """What is wrong with the sample after CHANGES, in the order in which it is told."""
    return found(changed(changes))


def found(text: str) -> list[Problem]:
    """What is wrong with the data in TEXT, read for the form of the sample."""
    return reading.read(reader.parse(text), MODEL)[1]


def told(changes: Mapping[str, str | None]) -> list[str]:
    """The messages about the sample after CHANGES, without the word 错误."""
    return [str(problem).removeprefix("错误：") for problem in problems(changes)]


def places(value: Any, above: str = "") -> list[str]:
    """Every place of VALUE, parsed JSON, in order, the whole itself left out."""
    found: list[str] = []
    if isinstance(value, dict):
        for name, part in value.items():
            here = f"{above}.{name}" if above else name
            found += [here, *places(part, here)]
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            here = f"{above}[{number}]"
            found += [here, *places(part, here)]
    return found
