"""The JSON Schema of data.json, with Chinese descriptions, for editors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from narrator.disclosure.branch_shapes import LEVELS, RecordShape, described
from narrator.disclosure.classification import Classification, classification_of
from narrator.disclosure.model import MODEL
from narrator.disclosure.text_shapes import NameShape

CODED = "patternProperties"  # the part of a schema that says what rows by code may be


def schema_text(model: RecordShape = MODEL, year: int | None = None) -> str:
    """Return the JSON Schema (2020-12) of a data model, as JSON text.

    year: offers the codes that the classification of that year lists, each with its name; None for none. Others are
    allowed as well. Raises Unusable when the classification can not be read.
    """
    editors = NameShape("编辑器用的 JSON Schema 文件名，可以不写")
    model = replace(model, fields={**model.fields, "$schema": editors})
    kind = "https://json-schema.org/draft/2020-12/schema"
    whole: dict[str, Any] = {"$schema": kind, "title": "部门决算公开数据", **described(model)}
    if year is not None:
        rows: dict[str, Any] = {}
        offer_codes(whole, classification_of(year), rows)
        whole["$defs"] = rows
    return json.dumps(whole, ensure_ascii=False, indent=2)


def offer_codes(schema: dict[str, Any], classification: Classification, rows: dict[str, Any]) -> None:
    """Let every part of a schema that has rows by code name the codes of its classification; what a row may hold is
    added to `rows`, to which they refer."""
    for part in [one for one in schema.values() if isinstance(one, dict)]:
        offer_codes(part, classification, rows)
    if CODED not in schema:
        return
    ((pattern, row),) = schema[CODED].items()
    name = f"行{len(rows) + 1}"
    rows[name] = row
    reference = {"$ref": f"#/$defs/{name}"}
    schema[CODED] = {pattern: reference}
    schema["properties"] = {
        code: {**reference, "description": called}
        for code, called in codes_by_name(pattern, classification).items()
    }


def codes_by_name(pattern: str, classification: Classification) -> Mapping[str, str]:
    """Return the codes, with names, that rows of a pattern may have: those with 项 are functional."""
    has_items = f"{{{max(LEVELS)}}}" in pattern
    return classification.functional if has_items else classification.economic
