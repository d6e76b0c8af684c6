"""The claims of the 四川2023 form: changes against a year (not 年度), completion of the whole year's budget, which is
printed for “三公” alone, in a table."""

from __future__ import annotations

from fractions import Fraction

from ..central.claims import RUNNING, SPENDING, THREE, Manner, whole
from ..claims import Clause, Words, completion
from ..cursor import Cursor
from ..data import Data
from ..number import half_up, money
from ..prose import reason

CHANGED = "。主要变动原因是"


def in_years(manner: Manner, cause: str) -> Manner:
    """MANNER with years that are called 年, and the reason after CAUSE."""
    return Manner(*(part.replace("{}年度", "{}年") for part in manner))._replace(cause=cause)


def totals(subject: str) -> Manner:
    """How two totals that are equal change together."""
    return in_years(whole(subject), CHANGED)


GENERAL = in_years(SPENDING, CHANGED)
ITEM = in_years(RUNNING, RUNNING.cause)._replace(equal="与{}年决算数持平")
# “三公” in all: the reason is said of the budget.
ALL = THREE._replace(lead="，较上年", equal="，与上年持平", unknown="，无可比的上年数据", cause="")
RATE = Words(
    "，完成预算", "，未安排预算", "", "", "", "，无可比的预算数", "，略超预算", "，基本完成预算", "，比预算数多{}万元", "，比预算数少{}万元",
    "，与预算数持平",
)  # fmt: skip
OVER, UNDER, EQUAL = "。决算数大于预算数", "。决算数小于预算数", "，决算数等于预算数"
RELATION = Words(
    "，完成预算", "，未安排预算", OVER, UNDER, EQUAL, "，无可比的预算数", f"，略超预算{OVER}", f"，基本完成预算{UNDER}", OVER, UNDER, EQUAL,
)  # fmt: skip
OF_BUDGET = "的主要原因是"


def item(c: Cursor, data: Data, spent: Fraction, budget: Fraction | None, slot: str) -> None:
    """支出决算为…万元，完成预算…%，… of a 项: SPENT and BUDGET exact."""
    if budget is not None and not half_up(spent) and not half_up(budget):
        c.words("未安排预算，当年未发生支出")
        return
    c.read("支出决算为", money(spent), "万元")
    completion(
        c, data, [spent], budget, RELATION, Clause(slot, OF_BUDGET, equal=budget is None), published=False
    )


def differing(c: Cursor, data: Data, spent: Fraction, budget: Fraction, slot: str) -> None:
    """决算数大于（小于）预算数的主要原因是…。 of SPENT and BUDGET, both printed; nothing where neither is anything."""
    if spent == budget:
        c.words("决算数与预算数持平。") if spent > 0 else None
        return
    c.words(f"决算数{'大' if spent > budget else '小'}于预算数")
    reason(c, data.dig("原因", slot), slot, True, OF_BUDGET, "")
    c.words("。")
