"""What a report prints around its tables that the base has otherwise: title, number, the line above, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from narrator import toml
from narrator.document import Spread, Table
from narrator.form.table_layout import LAYOUT_KEYS, Layout
from narrator.learning.counterparts import PrintedBlock
from narrator.learning.own_names import mark_of
from narrator.learning.table_places import NUMBER, ends_like_title
from narrator.regex import YEAR_OF_ACCOUNTS
from narrator.tables.plain import plain, unnumbered
from narrator.toml import quote

TITLE = '"标题"'
FIELD = re.compile(r"\{\{([^{}]*+)\}\}")
YEAR = re.compile(rf"\(?{YEAR_OF_ACCOUNTS}\)?")
UNIT = re.compile("(?:金额)?单位:[万亿]?元$")
BESIDE = re.compile(rf"^[^。:]{{0,20}}:[^。]*+$|^\(?{YEAR_OF_ACCOUNTS}\)?$")
MARK = re.compile(r"^\[[^\]]+\]\s*")


def learn_layouts(
    blocks: Sequence[PrintedBlock],
    around: set[int],
    names: Sequence[str],
    layouts: Mapping[str, Layout],
    data: Mapping[str, Any],
    fields: Callable[[str], str],
    grids: Mapping[str, Sequence[str]],
) -> Iterator[tuple[str, str]]:
    """Yield the files of the tables that a report prints otherwise than the base, by their names: what is different.

    around: the numbers of the lines that belong to tables. names: of the tables in order. fields: puts fields in the place of
    names and years. grids: the lines on the grids that are different, by the names of the tables.
    """
    tables = [at for at, one in enumerate(blocks) if isinstance(one.block, Table)]
    numbered = any(NUMBER.fullmatch(one.text.strip()) for one in blocks if one.line is not None)
    for place, (at, name) in enumerate(zip(tables, names, strict=True)):
        layout = layouts.get(name)
        if layout is None or names.index(name) < place:
            continue
        begin = tables[place - 1] + 1 if place else 0
        end = tables[place + 1] if place + 1 < len(tables) else len(blocks)
        above = [one for one in blocks[begin:at] if one.number in around and not is_below(one, blocks, begin)]
        below = [
            one for one in blocks[at + 1 : end] if is_below(one, blocks, at + 1) and one.number in around
        ]
        stated = [*differing_lines(layout, above, below, data, fields), *grids.get(name, ())]
        if layout.number and not numbered:
            stated.append('"表号" = ""')
        if names.count(name) > 1:  # one for each item of a list: of the item only the title says nothing
            stated = [one for one in stated if one.startswith(TITLE)]
        if stated:
            yield f"tables/{name}.toml", "\n".join(stated) + "\n"


def is_below(one: PrintedBlock, blocks: Sequence[PrintedBlock], begin: int) -> bool:
    """Return whether a line goes on with the notes below a table: it stands before any heading or line above the next."""
    for other in blocks[begin:]:
        if (
            other.level
            or isinstance(other.block, Table)
            or is_spread(other)
            or NUMBER.fullmatch(plain(other.text))
            or ends_like_title(other.text)
        ):
            return False
        if other is one:
            return one.base is None or one.base.paragraph is None
    return False


def differing_lines(
    layout: Layout,
    above: Sequence[PrintedBlock],
    below: Sequence[PrintedBlock],
    data: Mapping[str, Any],
    fields: Callable[[str], str],
) -> Iterator[str]:
    """Yield the lines of a layout that says what stands around a table otherwise than that of the base."""
    title = next((one for one in above if one.level or ends_like_title(one.text)), None)
    if title is not None and layout.title:
        mark, rest = mark_of(title.text)
        own = plain(rest)
        had = MARK.match(layout.title)
        if own != plain(fill_with_data(MARK.sub("", layout.title), data)) or mark.strip() != (
            had[0].strip() if had else ""
        ):
            yield f"{TITLE} = {quote(mark + fields(rest))}"
        if (mark or own != unnumbered(own)) and layout.listed:
            yield '"目录编号" = ""'  # which the title says itself
    number = next((one.text.strip() for one in above if NUMBER.fullmatch(one.text.strip())), "")
    if number and number != layout.number:
        yield f'"表号" = {quote(number)}'
    texts = line_above(above)
    said = [plain(one) for one in texts if one]
    if (
        said != [text for one in layout.line if (text := plain(fill_with_data(one, data)))]
        and len(texts) <= 3
    ):
        yield f'"表头行" = [{", ".join(quote(fields(one)) for one in texts)}]'
    notes = [one.text for one in below]
    if [plain(one) for one in notes] != [plain(fill_with_data(one, data)) for one in layout.notes]:
        yield f'"表注" = [{", ".join(quote(fields(one)) for one in notes)}]'


def line_above(above: Sequence[PrintedBlock]) -> list[str]:
    """Return the texts of the line above a table, from the left to the right: a line with several, or lines with one each, of
    which a year stands in the middle and a unit at the right."""
    if spread := next((one for one in above if is_spread(one)), None):
        return spread.text.split("\t")
    found = ["", "", ""]
    for one in above:
        text = one.text.strip()
        if not one.level and (BESIDE.search(plain(text))) and not NUMBER.fullmatch(text):
            found[1 if YEAR.fullmatch(plain(text)) else 2 if UNIT.match(plain(text)) else 0] = text
    return found if any(found) else []


def is_spread(block: PrintedBlock) -> bool:
    """Return whether a line is spread over the page: the department on one side, the unit of amounts on the other."""
    return isinstance(block.block, Spread) or (not block.level and "\t" in block.text.strip())


def fill_with_data(template: str, data: Mapping[str, Any]) -> str:
    """Return a template of a layout with names and years of the data in it."""

    def value(found: re.Match[str]) -> str:
        """Return what the data have for a field; "" when they have nothing."""
        here: Any = data
        for name in found[1].strip().split("."):
            here = here.get(name, "") if isinstance(here, Mapping) else ""
        return str(here)

    return FIELD.sub(value, template)


def write_layout(layout: Layout, instead_of: Layout | None) -> Iterator[str]:
    """Yield the lines of the file of a layout, with all that it states itself or takes from others. instead_of: the layout of
    that name in the form that goes on; what it states and this one does not is stated as nothing."""
    for key, (field, kind, _) in LAYOUT_KEYS.items():
        value = getattr(layout, field)
        if not value and key not in ("表体", "表头行") and not getattr(instead_of, field, None):
            continue
        if key in ("表头", "表体"):
            yield f"{quote(key)} = '''\n{value.strip()}\n'''"
        elif kind is list:
            shown = (quote(one) if isinstance(one, str) else str(one) for one in value)
            yield f"{quote(key)} = [{', '.join(shown)}]"
        else:
            yield f"{quote(key)} = {quote(value)}"


def restate_layout(layout: Layout, stated: str) -> str:
    """Return the file of a layout with what another file states instead. stated: the text of that."""
    data = toml.read(stated, layout.path.name)
    fields = {
        LAYOUT_KEYS[key][0]: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    return "\n".join(write_layout(replace(layout, **fields), layout.base)) + "\n"  # type: ignore[arg-type]
