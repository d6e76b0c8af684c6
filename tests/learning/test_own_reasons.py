"""Where a reason stands, and where it ends."""

from __future__ import annotations

import pytest

from narrator.learning.own_reasons import reason_behind
from narrator.learning.plain_letters import narrow_marks


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("，主要原因是人员增加；博物馆开展经营活动。另有", "人员增加；博物馆开展经营活动"),
        ("，主要系新馆投入使用等原因。", "新馆投入使用"),
        ("，主要由于新馆投入使用。", "新馆投入使用"),
        ("。主要原因：人员增加、新馆投入使用等。", "人员增加、新馆投入使用等"),  # no word of other reasons
        (
            "，主要原因是：一是人员增加3.00万元；二是项目增加2.00万元。",
            "一是人员增加3.00万元；二是项目增加2.00万元",
        ),
        ("，原因为人员增加；项目支出2.00万元，增长3.00%。", "人员增加"),
        ("，主要是人员增加；项目支出与上年持平。", "人员增加"),
        ("，主要是人员增加；项目支出减少，主要是厉行节约。", "人员增加"),
        ("，主要负责系统维护。", None),
    ],
)
def test_a_reason_goes_on_to_the_end_of_its_sentence_unless_that_tells_of_another_figure(
    text: str, reason: str | None
) -> None:
    end, _, said = reason_behind(text, narrow_marks(text), 0)
    assert said == reason
    assert text[end:][:1] in ("。；" if reason else "，")
