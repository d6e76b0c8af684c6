"""A reason for a difference where there is none is told, wherever it stands: the oracle says where there is none."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import oracle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import consistent
from strategies.render import dumps, form, loads, tree

from narrator.commands.data_check import find_misplaced
from narrator.disclosure import reading
from narrator.readers.json import parse

OF_A_DIFFERENCE = ["人员变动，人员减少", "公务出行减少", "项目资金增加", "压减一般性支出"]
OF_SAMENESS = ["人员没有变动", "与上年一致", "收支规模没有变化"]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=consistent(), data=st.data())
def test_a_reason_for_a_difference_is_told_where_nothing_differs(
    raw: dict[str, Any], data: st.DataObject
) -> None:
    raw = json.loads(dumps(raw), parse_float=Decimal, parse_int=Decimal)
    raw.pop("原因记录", None)
    # Some changes are none: what was last year's is this year's.
    for side in ("收入", "支出"):
        row = raw["收入支出总表"][side]["总计"]
        if data.draw(st.booleans()):
            row["上年决算数"] = row["决算数"]
    claims = oracle.judge(loads(dumps(raw)), tree(raw)).claims
    written = {
        claim.subject: data.draw(st.sampled_from([*OF_A_DIFFERENCE, *OF_SAMENESS]), label=claim.subject)
        for claim in claims
    }
    raw["原因"] = written
    disclosure, problems = reading.read(parse(dumps(raw)), form().model)
    assert not problems
    told = {finding.subject.removeprefix("原因 ") for finding in find_misplaced(disclosure, form(), None)}
    assert told == {
        claim.subject for claim in claims if not claim.direction and written[claim.subject] in OF_A_DIFFERENCE
    }
