"""Dates of covers, read however they are written and printed in digits or in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.disclosure.number_shapes import MoneyUnit
from narrator.disclosure.shape import DataReading
from narrator.disclosure.text_shapes import DateShape
from narrator.disclosure.written_date import read_date, read_year, write_year

DAYS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
    "二十一",
    "二十二",
    "二十三",
    "二十四",
    "二十五",
    "二十六",
    "二十七",
    "二十八",
    "二十九",
    "三十",
    "三十一",
]
DIGITS = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))


@settings(max_examples=60)
@given(st.dates(date(2000, 1, 1), date(2999, 12, 31)), st.booleans())
def test_every_day_is_read_as_it_is_printed(day: date, whole: bool) -> None:
    year = "".join(DIGITS[digit] for digit in str(day.year))
    words = f"{year}年{DAYS[day.month - 1]}月{'' if whole else f'{DAYS[day.day - 1]}日'}"
    digits = f"{day.year}年{day.month}月{'' if whole else f'{day.day}日'}"
    ways = [
        words,
        digits,
        f"{day:%Y-%m}" if whole else f"{day:%Y-%m-%d}",
        f"{day.year}.{day.month}{'' if whole else f'.{day.day}'}",
    ]
    for way in ways:
        found = read_date(way)
        assert found is not None
        assert (found.in_words(), found.in_digits()) == (words, digits)


@pytest.mark.parametrize(
    "text",
    [
        "2023年13月",
        "2023-02-30",
        "二〇二三年十三月",
        "2023",
        "八月",
        "23年8月",
        "2023-08-00",
        "二〇二三年八月三十二日",
        "2023年8月底",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_a_date_of_the_data() -> None:
    reading = DataReading(MoneyUnit.YUAN)
    assert str(DateShape().read(" 2024-08 ", "日期", reading)) == "2024年8月"
    assert str(DateShape(in_words=True).read("2024年8月", "日期", reading)) == "二〇二四年八月"
    assert reading.problems == []
    DateShape().read("下个月", "日期", reading)
    assert [f"{one.where}：{one.what}" for one in reading.problems] == ["日期：“下个月”不是年月"]


@settings(max_examples=30)
@given(st.integers(1000, 9999), st.sampled_from("〇零○"))
def test_a_year_in_words_is_read_back_however_its_zero_is_written(year: int, zero: str) -> None:
    assert write_year(year) == "".join(DIGITS[digit] for digit in str(year))
    assert read_year(write_year(year).replace("〇", zero)) == year


@pytest.mark.parametrize("text", ["", "2023", "二〇二", "二千零二十三", "二〇二三年"])
def test_what_is_no_year_in_words(text: str) -> None:
    assert read_year(text) == 0
