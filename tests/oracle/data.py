"""The raw data.json as the oracle sees it: exact amounts in 万元, rows by code, texts as typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from .number import half_up

# The functional classes (类) of 公开01表 and 公开04表, in the order of the form.
CLASSES = [
    "一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出",
    "文化旅游体育与传媒支出", "社会保障和就业支出", "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出",
    "交通运输支出", "资源勘探工业信息等支出", "商业服务业等支出", "金融支出", "援助其他地区支出",
    "自然资源海洋气象等支出", "住房保障支出", "粮油物资储备支出", "国有资本经营预算支出",
    "灾害防治及应急管理支出", "其他支出", "债务还本支出", "债务付息支出", "抗疫特别国债安排的支出",
]  # fmt: skip
# What a cell of a table prints where its amount is zero, in the forms that do not leave it blank.
ZEROS = {"四川2023": "0.00", "重庆2023": "0.00"}
# What a sentence prints for 0.00, in the forms that print something else.
ZEROS_IN_PROSE = {"四川2023": "0"}
FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


class Row(NamedTuple):
    """A row of a table by code. path: where its cells stand."""

    code: str
    name: str
    path: tuple[str, ...]


class Data:
    """RAW, with every amount in 万元 as an exact fraction. zero, zero_in_prose: what a cell, what a sentence prints for an
    amount that prints as zero."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = ordinary(raw)
        self.scale = 10000 if raw["金额单位"] == "元" else 1
        self.zero = ZEROS.get(raw["格式"], "")
        self.zero_in_prose = ZEROS_IN_PROSE.get(raw["格式"], "0.00")
        self.year = str(int(raw["年度"]))
        self.department = self.text("部门", "名称")
        # What the texts call it: 部门, unless it is one unit that says 单位.
        self.kind = self.text("部门", "称谓") or "部门"

    def dig(self, *path: str | int) -> Any:
        """What stands at PATH, or None."""
        found: Any = self.raw
        for name in path:
            if isinstance(name, int):
                found = found[name]
            elif name not in found:
                return None
            else:
                found = found[name]
        return found

    def exact(self, *path: str | int) -> Fraction:
        """The amount at PATH in 万元; a blank is zero."""
        return Fraction(self.dig(*path) or 0) / self.scale

    def printed(self, *path: str | int) -> Fraction:
        """The amount at PATH as a reader knows it: rounded to 0.01 万元."""
        return half_up(self.exact(*path))

    def stated(self, *path: str | int) -> Fraction | None:
        """The exact amount at PATH, or None where the data says null: there is no such figure."""
        return None if self.dig(*path) is None else self.exact(*path)

    def count(self, *path: str | int) -> int:
        return int(self.dig(*path) or 0)

    def text(self, *path: str | int) -> str:
        """The name at PATH, without space around it; "" when there is none."""
        return (self.dig(*path) or "").strip()

    def lines(self, *path: str | int) -> list[str]:
        """The prose at PATH as its paragraphs, each without space around it."""
        return lines(self.dig(*path))

    def rows(self, table: str, length: int | None = None, within: str = "") -> Iterator[Row]:
        """The rows of TABLE in order of their codes: those with codes of LENGTH digits, below WITHIN."""
        for code in sorted(self.raw[table]["各科目"]):
            if length in (None, len(code)) and code.startswith(within):
                path = (table, "各科目", code)
                yield Row(code, self.text(*path, "科目名称"), path)


def ordinary(value: Any) -> Any:
    """VALUE with the characters of its texts that only look like others as those: accents in one letter with it, radicals
    of Unicode's Kangxi block, full-width letters and digits."""
    if isinstance(value, Mapping):
        return {ordinary(name): ordinary(one) for name, one in value.items()}
    if isinstance(value, list):
        return [ordinary(one) for one in value]
    if not isinstance(value, str):
        return value
    text = re.sub("[\u2f00-\u2fdf\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]", as_usual, value)
    return re.sub("[^\u0300-\u036f]?[\u0300-\u036f]+|[\uf900-\ufaff\U0002f800-\U0002fa1f]", composed, text)


def composed(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", found[0])


def as_usual(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def lines(raw: str | list[str] | None) -> list[str]:
    parts = raw if isinstance(raw, list) else [raw or ""]
    found = (line.strip() for part in parts for line in part.replace("\t", " ").splitlines())
    return [line for line in found if line]
