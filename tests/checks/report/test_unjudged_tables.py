"""What is set aside because the table that it is about was not read."""

from __future__ import annotations

import pytest

from narrator.checks.report.unjudged_tables import stretch


@pytest.mark.parametrize(
    ("string", "left", "whole"),
    [
        ("甲乙丙丁戊", "乙丁", "乙丙丁"),
        ("甲乙丙丁戊", "乙丙", "乙丙"),
        ("甲乙丙丁戊", "甲戊", "甲乙丙丁戊"),
        ("甲乙丙乙丁", "乙丁", "乙丁"),
        ("丁乙", "乙丁", "乙丁"),  # the other way round: no part of it has both
        ("乙", "乙乙", "乙"),
        ("甲乙丙丁乙丙戊", "乙丙戊", "乙丙戊"),
        ("支出5.00万元，占50.00%，增长3.00%。", "5.00万元3.00%。", "5.00万元，占50.00%，增长3.00%。"),
    ],
)
def test_what_is_left_of_words_stretches_from_the_first_to_the_last(
    string: str, left: str, whole: str
) -> None:
    assert stretch(string, left) == whole
