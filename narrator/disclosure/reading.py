"""Reads raw data as a disclosure: the whole model at once, and what must agree between its parts."""

from __future__ import annotations

from narrator.disclosure.model import MODEL
from narrator.disclosure.shape import Reading
from narrator.disclosure.value import Listing, Record
from narrator.number import Unit
from narrator.problem import Problem

CODED = ("公开02表", "公开03表", "公开05表", "公开08表", "公开09表")


def read(raw: object) -> tuple[Record, list[Problem]]:
    """RAW (JSON with Decimal numbers) as a disclosure, and everything that is wrong with it."""
    stated = raw.get("金额单位") if isinstance(raw, dict) else None
    reading = Reading(Unit.YUAN if stated == Unit.YUAN.value else Unit.WAN)
    if isinstance(raw, dict):
        raw = {key: value for key, value in raw.items() if key != "$schema"}
    disclosure = MODEL.read(raw, "", reading)
    return disclosure, reading.problems + names(disclosure)


def names(disclosure: Record) -> list[Problem]:
    """Codes that bear different names in different tables (RULES AD-1): the report prints both."""
    problems: list[Problem] = []
    first: dict[str, Record] = {}
    for name in CODED:
        table = disclosure[name]
        rows = table["各科目"] if isinstance(table, Record) else ()
        for row in rows if isinstance(rows, Listing) else ():
            assert isinstance(row, Record)
            other = first.setdefault(str(row["科目编码"]), row)
            if row["科目名称"] and other["科目名称"] and str(row["科目名称"]) != str(other["科目名称"]):
                problems.append(
                    Problem(
                        f"{row.path}.科目名称",
                        f"同一编码在这里叫“{row['科目名称']}”，在{other.path}叫“{other['科目名称']}”",
                        "改成一样的名称",
                    )
                )
    return problems
