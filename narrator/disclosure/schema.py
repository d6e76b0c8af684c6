"""The JSON Schema of data.json, with Chinese descriptions, for editors."""

from __future__ import annotations

import json
from dataclasses import replace

from narrator.disclosure.branch_shapes import described
from narrator.disclosure.model import MODEL
from narrator.disclosure.text_shapes import NameShape


def schema_text() -> str:
    """Return the JSON Schema (2020-12) of the whole data model, as JSON text."""
    editors = NameShape("编辑器用的 JSON Schema 文件名，可以不写")
    model = replace(MODEL, fields={**MODEL.fields, "$schema": editors})
    kind = "https://json-schema.org/draft/2020-12/schema"
    whole = {"$schema": kind, "title": "部门决算公开数据", **described(model)}
    return json.dumps(whole, ensure_ascii=False, indent=2)
