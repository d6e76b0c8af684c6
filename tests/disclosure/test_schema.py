"""The JSON Schema: valid itself, agreeing with the reader, and telling an editor everything in Chinese."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from narrator.disclosure.schema import schema_text

from .notation import CHINESE, GONE, changed

SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)


def leaves(schema: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every named part of SCHEMA, with its place."""
    for name, part in schema.get("properties", {}).items():
        here = f"{place}.{name}" if place else name
        yield here, part
        yield from leaves(part, here)
    for part in schema.get("patternProperties", {}).values():
        yield from leaves(part, f"{place}.编码")
    if "items" in schema:
        yield from leaves(schema["items"], f"{place}[]")


def test_it_is_a_json_schema():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"$schema": '"../schema.json"'},
        {"收入支出总表.收入.总计.上年决算数": "null"},
        {"项目支出主要包括": '["甲", "乙"]'},
    ],
)
def test_it_accepts_the_sample(changes):
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(changed(changes)))] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"收入支出总表.收入.总计.决算": "1"},
        {"收入支出总表.收入.总计.决算数": GONE},
        {"收入支出总表.收入.总计.决算数": '"851.17"'},
        {"收入支出总表.收入.总计.决算数": "null"},
        {"收入决算表.各科目.2060": "{}"},
        {"基本支出表.各科目.3010101": '{"科目名称": "甲", "决算数": 1}'},
        {"收入决算表.各科目.206.科目名称": '""'},
        {"年度": "23"},
        {"金额单位": '"亿元"'},
        {"国有资产占用.车辆": "-1"},
        {"国有资产占用.车辆": "1000000001"},
        {"部门.决算单位": "[]"},
        {"预算绩效.项目[1].总分": "100.01"},
        {"预算绩效.整体自评[1].年度主要任务[1].项目执行率": "100000001"},
        {"预算绩效.部门评价结果": '""'},
        {"预算绩效.部门评价结果": "[]"},
        {"原因.收入总计与上年相比": "5"},
        {"附注": '"x"'},
    ],
)
def test_it_rejects_what_the_reader_rejects(changes):
    assert not VALIDATOR.is_valid(json.loads(changed(changes)))


def test_every_named_part_is_described_in_chinese():
    found = dict(leaves(SCHEMA))
    assert len(found) > 400
    assert {
        place for place, part in found.items() if not CHINESE.search(part.get("description", ""))
    } == set()


def test_an_editor_offers_the_choices():
    found = dict(leaves(SCHEMA))
    assert found["金额单位"]["enum"] == ["元", "万元"]
    assert found["部门.级次"]["enum"] == ["中央", "省", "市", "县", "区", "乡镇"]


def test_it_is_printed_with_its_chinese_readable():
    assert "收入支出决算总表" in schema_text()
    assert "\\u" not in schema_text()
