"""The pages on which a report has its tables: upright where the base has them across, or the other way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from narrator.compose.outline import PAGES
from narrator.document import Document, Table
from narrator.form import Form
from narrator.form.table_layout import Layout
from narrator.learning.page_margins import TWIPS, find_margins
from narrator.readers.docx.blocks import ReportLayout as Sections
from narrator.toml import lay_over
from narrator.writers.look import Look
from narrator.writers.styles_file import read as read_look

DIRECTION, ACROSS = "方向", "横"
NEAR = 0.1  # of the width of a page, that a table may be narrower or wider than it
Entries = dict[tuple[str, ...], dict[str, Any]]


@dataclass(frozen=True)
class TablePages:
    """How pages of tables differ from the base's. styles: entries of styles.toml, by their kind and name. layouts: the lines
    that layouts state, by the name of the table."""

    styles: Entries
    layouts: Mapping[str, Sequence[str]]

    def state(self, templates: dict[str, str]) -> None:
        """Put the lines before those that the files of the layouts have already; what these say themselves counts."""
        for name, lines in self.layouts.items():
            stated = templates.get(file := f"tables/{name}.toml", "")
            own = [one for one in lines if f"{one.split(' = ')[0]} = " not in stated]
            templates[file] = "".join(f"{one}\n" for one in own) + stated


def find_table_pages(document: Document, sections: Sections, names: Sequence[str], base: Form) -> TablePages:
    """Return how the pages of a report differ from the base's: their margins and paper, and which way its tables stand. sections:
    of the report. names: of its tables in order."""
    styles: Entries = {
        key: dict(entry) for key, entry in find_margins(sections.sections, base.styles).items()
    }
    places = [at for at, block in enumerate(document.blocks) if isinstance(block, Table)]
    pages: dict[str, str] = {}
    for place, name in zip(places, names, strict=True):
        layout, section = base.layouts.get(name), section_of(place, sections)
        if layout is None or not layout.page or section is None or names.count(name) > 1:
            continue
        across = section[0] > section[1]
        if is_across(base.styles, layout.page) != across:
            pages[name] = page_for(layout, across, base) or layout.page
    look = read_look(lay_over(base.styles, group_by_kind(styles)))
    lines = {}
    for name in names:
        if (layout := base.layouts.get(name)) and layout.page:
            page = pages.get(name, layout.page)
            stated = [f'"版面" = "{page}"'] if page != layout.page else []
            lines[name] = [*stated, *fitting_widths(layout, page, look, base)]
    return TablePages(styles, {name: stated for name, stated in lines.items() if stated})


def section_of(place: int, sections: Sections) -> tuple[int, ...] | None:
    """Return the measures of the section in which a block stands; None when they are not known."""
    found = (one for one, end in zip(sections.sections, sections.ends, strict=True) if place < end)
    section = next(found, None)
    return section if section and all(section[:2]) else None


def is_across(styles: Mapping[str, Any], page: str) -> bool:
    """Return whether a page of that name lies across."""
    return bool(styles[PAGES][page].get(DIRECTION) == ACROSS)


def page_for(layout: Layout, across: bool, base: Form) -> str:
    """Return the page of the base on which it has tables in that direction, most of all those that look as a table does; "" when
    it has none."""
    others = [one for one in base.layouts.values() if one.page and is_across(base.styles, one.page) == across]
    alike = [one for one in others if one.look == layout.look] or others
    found = Counter(one.page for one in alike).most_common(1)
    return found[0][0] if found else ""


def fitting_widths(layout: Layout, page: str, look: Look, base: Form) -> Iterator[str]:
    """Yield the widths of the columns of a table whose page is much wider than the base's, where it fills that."""
    had, now = (
        round(one.text_width / TWIPS, 1)
        for one in (read_look(base.styles).pages[layout.page], look.pages[page])
    )
    whole = sum(layout.widths)
    if now > had * (1 + NEAR) and abs(whole - had) <= had * NEAR:
        yield f'"列宽" = [{", ".join(str(round(one * now / whole, 1)) for one in layout.widths)}]'


def group_by_kind(entries: Entries) -> dict[str, dict[str, Any]]:
    """Return entries as a file of styles has them."""
    found: dict[str, dict[str, Any]] = {}
    for (kind, name), entry in entries.items():
        found.setdefault(kind, {})[name] = entry
    return found
