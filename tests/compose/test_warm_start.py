"""A guard against slower starts that is no clock: what a whole render does again although it was done before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COUNT = """
import json, re._compiler, sys
from json import JSONDecoder

counts = {"templates": 0, "expressions": 0, "json": 0}
parsed = []

def counted(name, function):
    def run(*arguments, **named):
        counts[name] += 1
        return function(*arguments, **named)
    return run

def parse(self, text, idx=0, decode=JSONDecoder.raw_decode):
    if len(text) > 1000:  # a whole document, no single name in it
        parsed.append(text)
        counts["json"] = len(parsed)
        counts["json again"] = len(parsed) - len(set(parsed))
    return decode(self, text, idx)

JSONDecoder.raw_decode = parse
re._compiler.compile = counted("expressions", re._compiler.compile)
from jinja2 import Environment
Environment._compile = counted("templates", Environment._compile)
from narrator.cli import main
try:
    main()
finally:
    print(json.dumps(counts), file=sys.stderr)
"""
MOST_EXPRESSIONS = (
    130  # on the way to a first report; 123 when this was written, 50 of them of narrator itself
)


def rendered(cache: Path, report: Path) -> dict[str, int]:
    """Return how often a process that renders the sample compiles a template or a regular expression, or parses JSON."""
    data = ROOT / "samples/朝阳市科学技术局2023/data.json"
    command = [sys.executable, "-c", COUNT, "render", str(data), "-o", str(report)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=True)
    found: dict[str, int] = json.loads(done.stderr.splitlines()[-1])
    return found


def test_a_warm_start_compiles_no_template_and_reads_the_data_once(tmp_path: Path) -> None:
    first = rendered(tmp_path / "缓存", tmp_path / "甲.docx")
    again = rendered(tmp_path / "缓存", tmp_path / "乙.docx")
    over = rendered(tmp_path / "缓存", tmp_path / "乙.docx")
    assert first["templates"] > 5
    assert again["templates"] == over["templates"] == 0
    assert again["expressions"] <= MOST_EXPRESSIONS
    assert (again["json"], again["json again"]) == (1, 0)
    assert (over["json"], over["json again"]) == (
        4,
        1,
    )  # the data, and the report: what it was made from, with the data that it carries, and what it prints
    assert (tmp_path / "甲.docx").read_bytes() == (tmp_path / "乙.docx").read_bytes()
