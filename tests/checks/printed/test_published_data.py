"""The data of a report as its reader knows them are those that it carries, but for what it prints otherwise or nowhere."""

from __future__ import annotations

from decimal import Decimal

from narrator.checks.printed.known_figures import Implied, Known
from narrator.checks.printed.published_data import publish_data
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.value import Coded, Figure, Listing, Record, Words
from narrator.document import Document
from narrator.number import Amount


def figure(path: str, number: str, given: bool = True) -> Figure:
    return Figure(Amount(Decimal(number)), path, given)


def known(**shown: str) -> Known:
    """What a report says that prints what is SHOWN at places of 表."""
    cells = {f"表.{name}": text for name, text in shown.items()}
    return Known(Reading(cells=cells, shown=cells), Document("", ()), tuple)


def test_what_is_printed_as_it_is_held_is_the_data_themselves() -> None:
    row = Record({"数": figure("表.甲", "1.50"), "名": Words("甲", "表.名")}, "表.行")
    rows = Coded({"201": row}, lambda code: row)
    data = Record({"行": row, "各科目": rows, "各项": Listing([row]), "空": figure("表.乙", "0", False)}, "")
    assert publish_data(data, known(甲="1.50", 乙="—")) is data


def test_what_is_printed_otherwise_or_nowhere_is_not_as_it_is_held() -> None:
    same, rounded = figure("表.甲", "1.50"), figure("表.乙", "1.504")
    unprinted, implied = figure("表.丙", "7"), figure("表.丁", "8")
    whole = Record({"甲": same}, "表.一")
    part = Record({"乙": rounded, "丙": unprinted, "丁": implied, "上": whole}, "表.二")
    data = Record({"一": whole, "二": part, "各项": Listing([whole, part])}, "")
    says = known(甲="1.50", 乙="1.50")
    says.implied["表.丁"] = Implied(Decimal(9))
    published = publish_data(data, says)
    assert published["一"] is whole
    assert published.record("二").fields == {
        "乙": figure("表.乙", "1.50"),
        "丙": Figure(None, "表.丙", False),
        "丁": figure("表.丁", "9"),
        "上": whole,
    }
    assert [*published.listing("各项")] == [whole, published["二"]]
    assert published.listing("各项")[1] is published["二"]


def test_a_blank_is_published_as_one_that_is_not_given() -> None:
    data = Record({"甲": figure("表.甲", "0.004")}, "")
    assert publish_data(data, known(甲="—"))["甲"] == figure("表.甲", "0.00", False)
