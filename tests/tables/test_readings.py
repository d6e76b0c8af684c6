"""What is read of public tables that departments lay out in their own ways, cell by cell (readings.txt): what each column
is for, each figure with its place, its row's name and code, the names of codes, and what was not understood.

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks.telling import Golden

from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import PublicTable, Sheet

from .test_public import (
    ACROSS,
    BLOCKS,
    BODY,
    BY_KIND,
    DOWN,
    GRANTS,
    OFFICIAL,
    SUMMARY,
    lay,
    three,
    words,
)
from .test_slipping import find_slip

GOLDEN = Golden(Path(__file__).with_name("readings.txt"))
EXPENSE, ITEMS, TRIPS = "支出决算表", "一般公共预算财政拨款基本支出决算表", "财政拨款“三公”经费支出决算表"
FUND, ALL, GRANTED = "政府性基金预算财政拨款收入支出决算表", "收入支出决算总表", "财政拨款收入支出决算总表"
SHORT = "科目编码|科目名称|本年支出合计|基本支出|项目支出"
CLASS = "206|科学技术支出|9.00|4.00|5.00"
THREE = f"合计|<|9.00|4.00|5.00;{CLASS};2060101|行政运行|9.00|4.00|5.00"
# Its title, and its rows: | between cells, < one with the cell at the left, ^ with the one above.
SHEETS: dict[str, tuple[str, str]] = {
    "编码在三格": (EXPENSE, lay("项目|<|<|<|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出;支出功能分类科目编码|<|<|科目名称|^|^|^|^|^|^;类|款|项|栏次|1|2|3|4|5|6", three(BODY))),
    "编码和名称在一格": (EXPENSE, "科目|本年支出合计|基本支出|项目支出;合计|9|4|5;206科学技术支出|9|4|5;　2060101　行政运行|4|4|"),
    "标题和单位在表里": (EXPENSE, f"支出决算表|<|<|<|<;金额单位：元|<|<|<|<;{SHORT};{THREE}"),
    "金额的单位在表头": ("支出决算表 单位：万元", f"{SHORT.replace('基本支出', '基本支出（元）')};{THREE}"),
    "单位各列不同": (EXPENSE, f"{SHORT.replace('基本支出', '基本支出（元）').replace('项目支出', '项目支出（万元）')};{THREE}"),
    "表头有一列不认识": (EXPENSE, f"{SHORT}|其中：人员;合计|<|9.00|4.00|5.00|3.00;{CLASS}|3.00"),
    "表头有一列不认识，没有数": (EXPENSE, f"{SHORT}|备注;合计|<|9.00|4.00|5.00|;{CLASS}|见附表"),
    "表头有一列没有字": (EXPENSE, f"{SHORT}|;合计|<|9.00|4.00|5.00|;{CLASS}|3.00"),
    "表头有一个错字": (EXPENSE, f"{SHORT.replace('项目支出', '项日支出')};{THREE}"),
    "表头有两个错字": (EXPENSE, f"{SHORT.replace('项目支出', '项日去出')};{THREE}"),
    "表头两列相同，数不同": (EXPENSE, f"{SHORT}|项目支出;合计|<|9.00|4.00|5.00|5.00;{CLASS}|5.01"),
    "编码没有表头": (EXPENSE, f"{SHORT.replace('科目编码', '')};{THREE.replace('合计|<', '|合计')}"),
    "名称没有表头": (EXPENSE, f"{SHORT.replace('科目名称', '')};{THREE.replace('合计|<', '|合计')}"),
    "有一列是序号": (EXPENSE, f"序|{SHORT};1|合计|<|9.00|4.00|5.00;2|{CLASS};3|2060101|行政运行|9.00|4.00|5.00"),
    "有行次和栏次": (EXPENSE, f"行次|{SHORT};栏次|<|<|1|2|3;1|合计|<|9.00|4.00|5.00;2|{CLASS}"),
    "各行是各单位的": (EXPENSE, f"单位名称|{SHORT};某局|合计|<|9.00|4.00|5.00;某局|{CLASS}"),
    "表头分成两行": (EXPENSE, f"科目编码|科目名称|本年支出|基本|项目;^|^|合计|支出|支出;{THREE}"),
    "表头在中间又印一次": (EXPENSE, f"{SHORT};合计|<|9.00|4.00|5.00;{CLASS};{SHORT};2060101|行政运行|9.00|4.00|5.00"),
    "名称和编码在右边": (EXPENSE, "本年支出合计|基本支出|项目支出|科目名称|科目编码;9.00|4.00|5.00|合计|;9.00|4.00|5.00|科学技术支出|206"),
    "一行的编码印了两次": (EXPENSE, f"{SHORT};{THREE};2060101|行政运行|8.00|8.00|"),
    "合计叫总计，在最后": (EXPENSE, f"{SHORT};{CLASS};总计|<|9.00|4.00|5.00"),
    "一行没有编码，名称认识": (EXPENSE, f"{SHORT};合计|<|9.00|4.00|5.00;|科学技术支出|9.00|4.00|5.00"),
    "一行没有编码，名称不认识": (EXPENSE, f"{SHORT};{THREE};|本行是加的|3.00||3.00"),
    "一行只有数": (EXPENSE, f"{SHORT};{THREE};||3.00||3.00"),
    "有注，有一行不认识": (EXPENSE, f"{SHORT};{THREE};|本行是加的|3.00||3.00;注：本表反映各项支出情况。|<|<|<|<"),
    "合计叫本年合计": (EXPENSE, f"{SHORT};本年合计|<|9.00|4.00|5.00;{CLASS}"),
    "合计叫小计": (EXPENSE, f"{SHORT};小计|<|9.00|4.00|5.00;{CLASS}"),
    "有空行、有注": (EXPENSE, f"{SHORT};{THREE};||||;注：本表反映各项支出情况。|<|<|<|<"),
    "数带千分位、负号、横杠、斜杠、无": (EXPENSE, f"{SHORT};合计|<|12,345.60|-4.00|—;206|科学技术支出|１２.３０|/|无;207|文化|1.2.3|约5|5万"),
    "数是整数": (EXPENSE, f"{SHORT};合计|<|9|4|5;206|科学技术支出|90|40|50"),
    "数都是空的": (EXPENSE, f"{SHORT};合计|<|||;|||"),
    "没有数的列": (EXPENSE, "科目编码|科目名称|备注;206|科学技术支出|无"),
    "没有标题": ("", f"{SHORT}|经营支出;{THREE.replace('5.00', '5.00|')}"),
    "没有标题，看不出是哪一张": ("", f"{OFFICIAL};212|城乡社区支出||7|7||7|"),
    "标题是别的表": ("政府采购情况表", f"{SHORT};{THREE}"),
    "两边": (ALL, SUMMARY),
    "两边没有写收入、支出": (ALL, SUMMARY.replace("收入|<|支出|<;", "")),
    "两边的名称有错字": (ALL, SUMMARY.replace("财政拨款收入|9", "财改拨款收入|9").replace("科学技术支出", "科学枝术支出")),
    "两边的名称错得多": (ALL, SUMMARY.replace("二、科学技术支出", "二、科学")),
    "两边有一行两次": (ALL, SUMMARY.replace("||二十五、债务付息支出|;", "||二、科学技术支出|6;")),
    "两边有一行不认识": (ALL, SUMMARY.replace("||二十五、债务付息支出|;", "||另列的支出|6;")),
    "两边只有一边": (ALL, "项目|决算数;一、一般公共预算财政拨款收入|9;八、其他收入|1;本年收入合计|10;总计|10"),
    "拨款": (GRANTED, ";".join(line + "|" * (6 - line.count("|")) for line in GRANTS.split(";"))),
    "拨款的一列叫小计": (GRANTED, ";".join(line + "|" * (6 - line.count("|")) for line in GRANTS.replace("|合计|一般", "|小计|一般").split(";"))),
    "三栏并排": (ITEMS, BLOCKS),
    "三栏并排，合计前有空格": (ITEMS, BLOCKS.replace("公用经费合计|<|<|<|<|5", "公用经费合计|||||5")),
    "三栏并排，编码是数": (ITEMS, BLOCKS.replace("30101|", "30101.0|").replace("30231|公务用车", "|公务用车")),
    "一栏，有没有编码的行": (ITEMS, "科目编码|科目名称|决算数;301|工资福利支出|9;|工资另列|2;30101|基本工资|7;人员经费合计|<|9"),
    "三公在一行": (TRIPS, ACROSS),
    "三公先按数": (TRIPS, BY_KIND),
    "三公在各行": (TRIPS, DOWN),
    "三公的一项不认识": (TRIPS, DOWN.replace("2、公务接待费", "2、会务费")),
    "三公是空的": (TRIPS, ACROSS.rpartition(";")[0] + ";|||||||||||"),
    "三公只有决算": (TRIPS, "公务接待费|因公出国（境）费|公务用车购置及运行费|<|<|合计;^|^|公务用车运行维护费|公务用车购置费|小计|^;2.00|1.00|3.00|2.00|5.00|8.00"),
    "三公不知道是预算还是决算": (TRIPS, "合计|公务接待费|合计|公务接待费;9.00|2.00|8.00|1.00"),
    "三公只有全年预算": (TRIPS, "项目|全年预算数|决算数;合计|9|8;公务接待费|2|"),
    "三公有两种预算": (TRIPS, "项目|预算数|调整预算数|决算数;合计|9|8|7;公务接待费|2|2|1"),
    "三公横着，两种预算": (TRIPS, "项目|合计|公务接待费;年初预算数|9|2;全年预算数|7|3;决算数|8|1"),
    "基金": (FUND, f"{OFFICIAL};212|城乡社区支出||7|7||7|"),
    "基金，合计有数": (FUND, OFFICIAL.replace("合计|<|||", "合计|<|12.00|30.00|") + "4.00;212|城乡社区支出||7|7||7|"),
    "基金是空的": (FUND, OFFICIAL + ";|||||||"),
}  # fmt: skip


def grid(text: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for line in text.split(";"):
        row: list[str] = []
        for at, cell in enumerate(line.split("|")):
            row.append(row[-1] if cell == "<" else rows[-1][at] if cell == "^" else cell)
        rows.append(row)
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def told(table: PublicTable) -> Iterator[str]:
    """All that was read of a table, a line each."""
    header = table.header
    if table.name:
        yield f"{table.name} {table.unit} {table.share:.2f} 表头{header.rows}行 {header.shared}"
        is_for = (" ".join(filter(None, (one.kind, one.side, one.row, one.column))) for one in header.columns)
        over = (" ".join(one.words) for one in header.columns)
        yield "  " + " | ".join(f"{one}（{word}）" for one, word in zip(is_for, over, strict=True))
    rows: dict[tuple[int, str, str, str], list[str]] = {}
    for path, one in table.figures.items():
        _, _, name = path.partition(".")
        head, _, last = name.rpartition(".")
        number = "" if str(one.number) == one.text else f"={one.number}"
        place = one.row, head, one.code, "".join(one.label.split())
        rows.setdefault(place, []).append(f"{one.column} {last} {one.text}{number}")
    for (at, *place), printed in rows.items():
        yield f"{at} {' '.join(filter(None, place))}：{'，'.join(printed)}"
    for path, one in table.names.items():
        yield f"{one.row},{one.column} {path.split('.')[2]}的名称：{one.text}"
    for lost in table.unread:
        yield f"没有读懂：{lost.kind} {lost.what} {lost.row},{lost.column} {lost.path}"
    if (slip := find_slip(table)) is not None:
        yield f"错开：{slip}"


def test_everything_is_read_as_it_was_reviewed(accept: bool) -> None:
    found = {}
    for name, (title, text) in SHEETS.items():
        table = read_public_table(Sheet(grid(text), (title,)), words())
        found[name] = "".join(f"{line.rstrip()}\n" for line in told(table)) or "不是公开表\n"
    if accept:
        GOLDEN.write(found)
    assert found == GOLDEN.read()
