"""The margins of a report's pages are those of the learned form's, as python-docx reads them from what it prints."""

from __future__ import annotations

from pathlib import Path

import docx
from forms.documents import CENTRAL, raw, written

from narrator.commands.forms import overlay_form
from narrator.form import load
from narrator.learning.drafting import write_entries
from narrator.learning.page_margins import TWIPS, find_margins
from narrator.toml import lay_over
from narrator.writers.styles_file import read as read_look

UPRIGHT, ACROSS = (11906, 16838), (16838, 11906)


def section(paper: tuple[int, int], *margins: float) -> tuple[int, ...]:
    """The measures of a section: its paper in twentieths of a point, its margins in mm from the top clockwise."""
    return (*paper, *(round(one * TWIPS) for one in margins))


def test_a_report_with_the_bases_margins_states_none() -> None:
    sections = [section(UPRIGHT, *one) for one in ((32, 26, 28, 28), (37, 26, 35, 28), (22, 25, 22, 25))]
    styles = load("中央2023").styles
    own = find_margins([*sections, section(ACROSS, 18, 28.5, 18, 28.5)], styles)
    assert {name for _, name in own} <= {"附表竖", "附表横"}
    assert find_margins([], styles) == {}


def test_narrower_sides_are_not_taken_where_the_tables_would_not_fit() -> None:
    own = find_margins([section(ACROSS, 20, 40, 20, 40)], load("中央2023").styles)
    assert own["页面版式", "横表"] == {"上": 20.0, "下": 20.0}
    assert ("页面版式", "封面") not in own
    assert ("页面版式", "正文") not in own


def test_the_paper_is_learned_and_the_page_number_stays_below_the_text() -> None:
    styles = load("中央2023").styles
    large = find_margins(
        [section((16838, 23811), 15, 20, 15, 20), section((12240, 15840), 15, 20, 15, 20)], styles
    )
    assert large["页面版式", "正文"] == {
        "纸张": "A3",
        "上": 15,
        "右": 20,
        "下": 15,
        "左": 20,
        "页码距下边": 7.5,
    }
    letter = find_margins([section((12240, 15840), 25, 20, 25, 20)], styles)
    assert all("纸张" not in entry for entry in letter.values())
    read_look(lay_over(styles, {"页面版式": {name: entry for (_, name), entry in large.items()}}))


def test_what_is_learned_is_printed(tmp_path: Path) -> None:
    base = load("中央2023")
    own = find_margins([section(UPRIGHT, 30, 20, 25, 24), section(ACROSS, 21, 20, 23, 22)], base.styles)
    made = overlay_form("某地", base, tmp_path)
    write_entries(made / "styles.toml", own)
    path = written(tmp_path, raw(CENTRAL) | {"格式": "./某地"})
    printed = {
        tuple(round(one.mm) for one in (part.top_margin, part.right_margin, part.bottom_margin, part.left_margin))
        for part in docx.Document(str(path)).sections
    }  # fmt: skip
    assert {(30, 20, 25, 24), (21, 20, 23, 22)} <= printed
