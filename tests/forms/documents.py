"""The samples as raw data, what may be changed in them, and the text that a form makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from strategies.render import dumps, loads

from narrator import build
from narrator.compose.composition import Composition
from narrator.data_file import Source
from narrator.disclosure import reading
from narrator.document import Document, Heading, Paragraph
from narrator.form import load
from narrator.form.form_folders import names
from narrator.readers.json import parse
from narrator.writers import text

ROOT = Path(__file__).parents[2]
SHANGHAI = "上海市某区某局2024"
LIAONING = "朝阳市科学技术局2023"
CENTRAL = "国家某某局2023"
SAMPLES = {
    "辽宁2023": LIAONING,
    "中央2023": CENTRAL,
    "上海2024": SHANGHAI,
}  # by the form that each is complete for
# The forms that go on from no other. What is slow is tried in these; what the others say is theirs, see test_overlays.
WHOLE = [name for name in names() if load(name).base is None]
CROSSED = ["上海2024", "辽宁2023"]  # those that the sample of either is complete for, or nearly so

# What no report says.
UNFIT = (
    "【",
    "{{",
    "None",
    "[",
    "增加（减少）",
    "；。",
    "，。",
    "。。",
    "：。",
    "、。",
    "万元万元",
    "%%",
    "-0.00",
)


def raw(sample: str = SHANGHAI) -> dict[str, Any]:
    return loads((ROOT / "samples" / sample / "data.json").read_text("utf-8"))


def put(data: dict[str, Any], values: Mapping[str, object]) -> dict[str, Any]:
    """DATA with VALUES (path → value) in their places; a value of ... takes the place away."""
    for path, value in values.items():
        *above, last = path.split(".")
        holder = data
        for name in above:
            holder = holder.setdefault(name, {})
        if value is ...:
            holder.pop(last, None)
        else:
            holder[last] = value
    return data


def composed(data: dict[str, Any], form: str = "上海2024") -> Composition:
    """The report on DATA in FORM. Raises Unusable, and ValueError with all problems of the data."""
    source = dumps(data)
    found = load(form)
    disclosure, problems = reading.read(parse(source), found.model)
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return build.report(Source(Path("data.json"), source, disclosure, found))


def written(folder: Path, data: dict[str, Any], form: Path | str = "") -> Path:
    """The report on DATA in FORM, or in the form that it names, as a file in FOLDER, beside data.json."""
    (folder / "data.json").write_text(dumps(data), "utf-8")
    source = build.read(folder / "data.json", str(form) or None)
    report = folder / "报告.docx"
    report.write_bytes(build.write(build.report(source).document, source, ".docx"))
    return report


def prose(data: dict[str, Any], form: str = "上海2024") -> list[str]:
    """The headings and paragraphs of the report on DATA in FORM, in order."""
    blocks = composed(data, form).document.blocks
    return [block.text.string for block in blocks if isinstance(block, (Heading, Paragraph))]


def section(lines: list[str], heading: str, following: str = "") -> list[str]:
    """The lines after the one that ends in HEADING, up to the next one that has FOLLOWING in it."""
    start = next(at for at, line in enumerate(lines) if line.endswith(heading)) + 1
    ends = (at for at, line in enumerate(lines) if at >= start and following and following in line)
    return lines[start : next(ends, len(lines))]


def plain(document: Document) -> str:
    return text.write(document)
