"""Files that are no workbook that can be read: what each is, and what to do, in one message."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

from narrator.bounds import LARGEST_WORKBOOK, read_file
from narrator.readers.endings import OTHER_TABLES, WORKBOOKS
from narrator.readers.zipped import refuse

SAVE_AS = "用Excel或WPS打开，另存为“Excel工作簿（.xlsx）”"
DATA = ".json"
# How other files begin that bear the ending of a workbook: a finance system's ".xls" is often a web page.
DISGUISES = (
    (b"%pdf", "PDF文件", "向制表的人要Excel文件"),
    (b"<html", "网页", SAVE_AS),
    (b"<!doctype html", "网页", SAVE_AS),
    (b"<table", "网页", SAVE_AS),
    (b"<?xml", "XML文本", SAVE_AS),
    (b"{", "JSON数据", "选Excel文件"),
)


def refuse_ending(path: Path) -> None:
    """Raise Unusable when the name of a file says that it is another kind of table, or none, or when no file has it, or a folder
    does."""
    ending = path.suffix.lower()
    if os.path.isdir(path) or not (
        ending or os.path.lexists(path)
    ):  # mostly a name that was cut at its blank
        read_file(path, LARGEST_WORKBOOK)
    if ending in OTHER_TABLES:
        refuse(path, f"这是{OTHER_TABLES[ending]}，不能直接读", SAVE_AS)
    if ending == DATA:
        refuse(path, "这是数据文件，不是Excel文件", "选Excel文件；数据文件写在它后面")
    if ending not in WORKBOOKS:
        refuse(path, f"不是Excel文件（后缀是{ending or '空的'}）", f"选{'、'.join(WORKBOOKS)}文件")


def refuse_disguise(path: Path, content: bytes) -> NoReturn:
    """Raise Unusable for a content that is no workbook, whatever the name of its file says."""
    if not content:
        refuse(path, "文件是空的", "检查是不是选错了文件")
    beginning = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, kind, hint in DISGUISES:
        if beginning.startswith(start):
            refuse(path, f"后缀是{path.suffix}，里面是{kind}", hint)
    if b"\0" not in content[:2000]:
        refuse(path, f"后缀是{path.suffix}，里面是文本（CSV）", SAVE_AS)
    refuse_damaged(path)


def refuse_damaged(path: Path) -> NoReturn:
    """Raise Unusable for a file that can not be opened."""
    refuse(path, "文件已损坏，或者不是Excel文件", "用Excel或WPS打开看看，另存为.xlsx；打不开就重新导出")


def refuse_locked(path: Path) -> NoReturn:
    """Raise Unusable for a file with a password."""
    refuse(path, "文件加了打开密码", "用Excel打开，在“文件—信息—保护工作簿”里去掉密码，再保存")


def refuse_large(path: Path, what: str) -> NoReturn:
    """Raise Unusable for a file with more than people write. what: of what there is too much."""
    refuse(path, what, "删掉表格以外的行和列，另存以后再试")
