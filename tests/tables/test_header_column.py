"""Which columns of a table belong together, by what each of them is for."""

from __future__ import annotations

import pytest

from narrator.tables.header_column import Header, HeaderColumn
from narrator.tables.label_slips import label_columns
from narrator.tables.slip_board import label_columns_of
from narrator.tables.table_as_read import PublicTable, Sheet

KINDS = {"码": "编码", "名": "名称", "行": "序号", "?": ""}


def header(signs: str) -> Header:
    """The header whose columns the signs name: 码, 名, 行 (行次), ? (nobody knows), and figures by the letter that stands over
    them; a digit is the side of the table, from there on."""
    columns, side = list[HeaderColumn](), ""
    for sign in signs:
        if sign.isdigit():
            side = sign
        elif sign in KINDS:
            columns.append(HeaderColumn(KINDS[sign], side))
        else:
            columns.append(HeaderColumn("数", side, column=sign))
    return Header(columns)


@pytest.mark.parametrize(
    ("signs", "groups"),
    [
        # in whatever order
        ("码名a码名a", "码名a 码名a"),
        ("名码a名码a", "名码a 名码a"),
        ("码a名码a名", "码a名 码a名"),
        ("名a码名a码", "名a码 名a码"),
        ("a码名a码名", "a码名 a码名"),
        ("a名码a名码", "a名码 a名码"),
        ("名行a名行a", "名a 名a"),
        ("a行名a行名", "a名 a名"),
        ("码码码名abc", "码码码名abc"),
        ("名码码码abc", "名码码码abc"),
        ("ab码名c", "ab码名c"),
        ("名a码bc", "名a码bc"),
        ("abc码名", "abc码名"),
        ("a码bc名", "a码bc名"),
        ("abc", "abc"),
        ("", ""),
        # the sides of a table
        ("1名a2名bc", "名a 名bc"),
        ("1a名2bc名", "a名 bc名"),
        ("1名a2bc名", "名a bc名"),
        ("1名a2bc", "名a bc"),
        # a column is not there
        ("码名a名a码名a", "码名a 名a 码名a"),
        ("码名a码a码名a", "码名a 码a 码名a"),
        ("码名码名a", "码名a"),
        ("名a码名a", "名a 码名a"),
        ("a码名a", "a 码名a"),
        ("码a名a名码a名", "码a名 a名 码a名"),
        ("名码a名a名码a", "名码a 名a 名码a"),
        # or was not understood
        ("码名?码名a", "码名a"),
        ("名?名a", "名a"),
        ("码名a码?a码名a", "码名a 码a 码名a"),
        # two columns that are one
        ("码名aa", "码名aa"),
        ("码名名a", "码名名a"),
    ],
)
def test_columns_belong_to_those_of_other_kinds_beside_them(signs: str, groups: str) -> None:
    read = header(signs)
    sign = "".join(sign for sign in signs if not sign.isdigit())
    found = [
        "".join(sign[at] for at in sorted([*one.codes, *one.names, *dict(one.figures)]))
        for one in read.groups
    ]
    assert " ".join(found) == groups


@pytest.mark.parametrize("signs", ["码名a码名a", "名码a名码a", "码a名码a名", "a名码a名码"])
def test_codes_have_their_names_in_their_own_group_and_figures_both(signs: str) -> None:
    table = PublicTable("基本支出表", Sheet([]))
    table.header = header(signs)
    code, name, figure = (signs.index(sign) for sign in "码名a")
    assert label_columns(table) == [([code], name), ([code + 3], name + 3)]
    assert label_columns_of(figure + 3, table) == [code + 3, name + 3]
    assert label_columns_of(name, table) == []
