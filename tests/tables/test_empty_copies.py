"""An empty copy of a table with its title beside the one that is filled in is one finding, and nothing else is read otherwise."""

from __future__ import annotations

import re

import pytest
from checks.reports import basis, before, findings, original, told

from narrator.document import Block, Document, Heading, Paragraph, Table
from narrator.spans import Text
from narrator.tables.empty_copies import take_out_empty_copies

FORMS = ("辽宁2023", "上海2024")


def copied(document: Document, name: str, first: bool, amount: str) -> Document:
    """DOCUMENT with the table NAME and the lines from its title on once more, AMOUNT for each of its amounts; FIRST: before it."""
    at = next(at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == name)
    begin = max(number for number in range(at) if isinstance(document.blocks[number], Heading))
    table = document.blocks[at]
    assert isinstance(table, Table)

    def put(text: Text) -> Text:
        return Text(amount) if re.fullmatch(r"-?[\d,]+\.\d+", text.string) else text

    body = tuple(
        tuple(cell._replace(paragraphs=tuple(map(put, cell.paragraphs))) for cell in row)
        for row in table.body
    )
    copy: list[Block] = [*document.blocks[begin:at], table._replace(body=body)]
    place = begin if first else at + 1
    return document._replace(blocks=(*document.blocks[:place], *copy, *document.blocks[place:]))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["收入支出总表", "支出决算表", "基本支出表", "三公经费表"])
@pytest.mark.parametrize(("first", "amount"), [(True, ""), (False, "0.00")])
def test_an_empty_copy_is_one_finding(form: str, name: str, first: bool, amount: str) -> None:
    document, vocabulary = original(form), basis(name=form).blueprints.vocabulary
    altered = copied(document, name, first, amount)
    assert take_out_empty_copies(altered, vocabulary) == (document, [name])
    found = findings(altered, name=form)
    [(_, what, _)] = told(found) - before(form)
    assert what.endswith("不止一张，填了数的以外，1张是空的")
    assert {one.rule for one in found if one.what == what} == {"ST-1"}


@pytest.mark.parametrize("form", FORMS)
def test_other_tables_stay(form: str) -> None:
    """Those that differ, those of which none is filled in, and one that goes on in another one with noughts."""
    document, vocabulary = original(form), basis(name=form).blueprints.vocabulary
    at = next(
        at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == "支出决算表"
    )
    table = document.blocks[at]
    assert isinstance(table, Table)
    noughts = table._replace(
        body=tuple(
            tuple(
                cell._replace(
                    paragraphs=tuple(
                        Text("0.00") if "." in text.string else Text(f"9{text.string}")
                        for text in cell.paragraphs
                    )
                )
                for cell in row
            )
            for row in table.body
        )
    )
    goes_on = (*document.blocks[: at + 1], Paragraph(Text("支出决算表（续）"), ""), noughts)
    for changed in (
        document,
        copied(document, "支出决算表", True, "1.00"),
        copied(document, "国有资本经营表", True, ""),
        document._replace(blocks=(*goes_on, *document.blocks[at + 1 :])),
        document._replace(blocks=(*goes_on[:-2], *document.blocks[at - 1 : at], noughts)),
    ):
        assert take_out_empty_copies(changed, vocabulary) == (changed, [])
