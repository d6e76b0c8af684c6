"""占比: a part of a whole, as 占收入总计的…% says it."""

from __future__ import annotations

from narrator.facts.kind import Kind, Situation
from narrator.facts.operand import Publication
from narrator.number_format import ZEROS
from narrator.sources import Derived, Fact, Operand

PAIR = ("部分", "整体")

SITUATIONS = {
    "有比例": Situation("整体大于零，部分不小于零", (*PAIR, "比例")),
    "部分为负": Situation("整体大于零，部分小于零：不说比例", PAIR),
    "全为零": Situation("整体为零，部分也为零：没有比例", PAIR, literals=ZEROS),
    "无比例": Situation("整体为零或小于零，部分不能算比例", PAIR),
}


def derive(publication: Publication, part: Operand, whole: Operand) -> Fact:
    """Return which share of the whole the part is; both are amounts in 万元, or counts.

    Nothing of nothing may be said as 0.00%, as the published reports do; no other share of zero may.
    """
    piece, base = publication.exact_number(part), publication.exact_number(whole)
    blanks: dict[str, Operand] = {"部分": part, "整体": whole}
    if base > 0 > piece:
        return Fact("部分为负", blanks, (part, whole))
    if base > 0:
        formula = f"{publication.shown(part)} ÷ {publication.shown(whole)}"
        blanks["比例"] = Derived(publication.rate(piece, base), formula, (part, whole))
        return Fact("有比例", blanks, (part, whole))
    return Fact("无比例" if piece or base else "全为零", blanks, (part, whole))


SHARE = Kind("占比", PAIR, SITUATIONS, derive, ("数", "数"), clause=True)
