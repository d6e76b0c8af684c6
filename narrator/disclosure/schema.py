"""The JSON Schema of data.json, with Chinese descriptions, for editors."""

from __future__ import annotations

import json

from narrator.disclosure.branch_shapes import described
from narrator.disclosure.model import MODEL


def schema_text() -> str:
    """The JSON Schema (2020-12) of the whole data model, as JSON text."""
    schema = described(MODEL)
    properties = schema["properties"]
    assert isinstance(properties, dict)
    properties["$schema"] = {"type": "string", "description": "编辑器用的 JSON Schema 文件名，可以不写"}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "部门决算公开数据", **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2)
