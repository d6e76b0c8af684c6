"""A folder of data files on the page: a list, and a desk for each."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from narrator.files import patch
from narrator.intake.merging import value_at
from narrator.intake.submissions import DATA, list_units
from narrator.page.desk import Desk
from narrator.problem import Problem, Unusable
from narrator.readers import json
from narrator.writers.html.inline import letters

_HEAD = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
</head>
<body class="shelf">
<main>
<h1>{title}</h1>
"""


class Shelf:
    """A folder in which there are data files. names: their paths within it."""

    def __init__(self, folder: Path, form_name: str | None = None, phrasebook: Path | None = None) -> None:
        """Look for the data files of a folder. Raises Unusable when there is none."""
        found = list_units(folder, lambda path: path.suffix.lower() == DATA)
        if not found.units:
            what, hint = "文件夹里没有数据文件（.json）", "有公开表的，打开它，例如 narrator open 公开表.xlsx"
            raise Unusable([*found.problems, Problem("", what, hint, file=str(folder))])
        self.folder = folder
        self.names = [unit.name for unit in found.units]
        self.desks = [Desk(unit.path, form_name, phrasebook) for unit in found.units]

    def close(self) -> None:
        """Take away what was kept meanwhile."""
        for desk in self.desks:
            desk.close()


def write_shelf(shelf: Shelf) -> str:
    """Return the page that lists the data files of a folder, each a link to its own page."""
    title = letters(f"{shelf.folder.resolve().name}（{len(shelf.names)}份数据）")
    rows = [
        f'<tr><td><a href="{number}/">{letters(name)}</a></td>'
        + "".join(f"<td>{letters(word)}</td>" for word in describe_data(desk.data))
        + "</tr>\n"
        for number, (name, desk) in enumerate(zip(shelf.names, shelf.desks, strict=True), 1)
    ]
    head = (
        '<thead><tr><th scope="col">文件</th><th scope="col">部门</th><th scope="col">年度</th></tr></thead>'
    )
    return f"{_HEAD.format(title=title)}<table>{head}<tbody>{''.join(rows)}</tbody></table>\n</main>\n</body>\n</html>\n"


def describe_data(path: Path) -> tuple[str, str]:
    """Return the department and the year that a data file names; why it can not be read."""
    try:
        raw = json.load(path)[0]
    except Unusable as error:
        return error.problems[0].what, ""
    year = value_at(raw, "年度")
    return patch.value(raw, "部门.名称") or "", str(year) if isinstance(year, Decimal) else ""
