"""What is known of a form's tables (blueprints.txt): which table of the data each is, the words of its header by the columns
over which they run, and by what its first rows are known. `pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks.telling import Golden

from narrator import form_knowledge
from narrator.form import load
from narrator.tables.blueprint import Blueprint, BlueprintCell, BlueprintRow

GOLDEN = Golden(Path(__file__).with_name("blueprints.txt"))
FORMS = (
    "辽宁2023",
    "四川2023",
    "重庆2023",
)  # with items of rows by code, and with rows that tell what a table prints
ROWS = 3


def told(one: Blueprint) -> Iterator[str]:
    kinds = {
        "按行": one.by_row,
        f"所列{'.'.join(one.owner)}": bool(one.owner),
        f"自有{one.coded}": bool(one.coded),
    }
    kind = " ".join(word for word, holds in kinds.items() if holds)
    yield f"{one.label} “{one.title}” {one.table or '—'} {one.data_table or '—'} {kind}".rstrip()
    yield f"  表头{len(one.heads)}个词，共{len(one.words)}个词，注{len(one.notes)}条"
    yield from (f"  头 {spans(row)}" for row in one.header)
    for row in one.body[:ROWS]:
        printed = " ".join(f"{at}{'.'.join(path)}" for at, path in row.printed)
        labels = " ".join(f"{at}{word}" for at, word in row.labels.items())
        yield f"  行 {'.'.join(row.loop)} {labels}：{printed}"


def spans(row: BlueprintRow) -> str:
    return " ".join(f"{'+'.join(map(str, columns))}{word}" for columns, word in row.spans.items())


def test_the_tables_of_forms_are_known_as_they_were_reviewed(accept: bool) -> None:
    found = {}
    for name in FORMS:
        for layout, one in form_knowledge.blueprints(load(name)).items():
            found[f"{name} {layout}"] = "".join(f"{line}\n" for line in told(one))
    if accept:
        GOLDEN.write(found)
    assert found == GOLDEN.read()


def test_a_message_cites_a_title_with_the_quotes_that_are_printed() -> None:
    assert (
        Blueprint("三公经费表", "", '财政拨款"三公"经费支出决算表', (), ()).cited
        == "《财政拨款“三公”经费支出决算表》"
    )


def test_a_row_is_named_by_the_nearest_words_at_the_left() -> None:
    """A number (行次) is no name, and neither is what the data fill in."""
    places = [BlueprintCell(text="一、收入"), BlueprintCell(text="1"), BlueprintCell(path=("表", "数"))]
    places += [BlueprintCell(text="二、支出"), BlueprintCell(path=("表", "款")), BlueprintCell()]
    first, second = "一、收入", "二、支出"
    assert BlueprintRow(tuple(places)).names == ("", first, first, first, second, second)
    assert BlueprintRow(tuple(places[2:3])).names == ("",)
    dash = BlueprintCell(text="-")  # which stands for a figure
    assert BlueprintRow((places[0], dash, places[2])).names == ("", first, first)
