"""What is altered in the reports of the samples, and what becomes of their tables and headings. What is found then
(and what no longer is) stands in alterations.txt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from narrator.document import Block, Cell, Column, Document, Heading, Paragraph, Table
from narrator.spans import Text

from .report.test_report import with_zeros
from .reports import replaced, without

Row = tuple[Cell, ...]

# What stands in the report of 朝阳市科学技术局, and what is printed in its place.
LIAONING = [
    # figures that tables print, and that only the prose prints
    ("收入总计851.17万元，包括", "收入总计851.170万元，包括"),
    ("收入总计851.17万元，包括", "收入总计八百万元，包括"),
    ("基本支出803.10万元，占支出总计", "基本支出803.01万元，占支出总计"),
    ("保有量3辆", "保有量2辆"),
    ("2023年机关运行经费支出35.52万元", "2023年机关运行经费支出135.52万元"),
    ("2023年参加出国", "2022年参加出国"),
    ("项目自评得分96分", "项目自评得分69分"),
    ("自评平均分（开展绩效自评的项目分数总和/开展绩效自评的项目数）95.25分", "自评平均分（开展绩效自评的项目分数总和/开展绩效自评的项目数）95.52分"),
    ("项目全年预算数为17.18万元", "项目全年预算数为17.81万元"),
    ("执行数为16.17万元", "执行数为16.2万元"),
    ("整体绩效自评，涉及资金851.17万元", "整体绩效自评，涉及资金851.71万元"),
    ("政府采购货物支出0.00万元", "政府采购货物支出5.00万元"),
    ("共有车辆3辆", "共有车辆4辆"),
    ("组织对2个单位", "组织对3个单位"),
    # shares and rates on both sides of what rounding explains, and with other decimals
    ("占支出总计的94.35%", "占支出总计的94.36%"),
    ("占支出总计的94.35%", "占支出总计的94.3%"),
    ("占支出总计的94.35%", "占支出总计的94.4%"),
    ("占政府采购支出总额的0.00%", "占政府采购支出总额的0.50%"),
    ("占政府采购支出总额的0.00%", "占政府采购支出总额的0%"),
    ("完成预算的63.59%", "完成预算的63.73%"),
    ("完成预算的63.59%", "完成预算的63.74%"),
    ("完成预算的63.59%", "完成预算的63.45%"),
    ("完成预算的63.59%", "完成预算的63.44%"),
    ("完成预算的63.59%", "完成预算的63.6%"),
    ("完成预算的63.59%", "完成预算的36.59%"),
    ("完成预算的94.12%", "完成预算的94.18%"),
    ("完成预算的94.12%", "完成预算的94.19%"),
    # changes: last year's figure follows
    ("减少26.99万元，降低3.07%", "减少26.99万元，降低3.08%"),
    ("减少26.99万元，降低3.07%", "减少26.99万元，降低3.1%"),
    ("减少26.99万元，降低3.07%", "减少26.9万元，降低3.06%"),
    ("减少26.99万元，降低3.07%", "减少0.00万元，降低0.00%"),
    ("增加1.45万元，增长65.91%", "增加1.45万元，增长66.44%"),
    ("增加1.45万元，增长65.91%", "增加1.45万元，增长66.45%"),
    ("增加1.45万元，增长65.91%", "增加1.45万元，增长65.38%"),
    ("增加1.45万元，增长65.91%", "增加1.45万元，增长65.37%"),
    ("增加1.45万元，增长65.91%", "增加3.65万元，增长100.00%"),
    ("增加1.45万元，增长65.91%", "增加4.65万元，增长65.91%"),
    ("减少3.01万元，降低7.81%", "减少3.01万元，降低7.18%"),
    ("2023年公务接待费与上年持平", "2023年公务接待费比上年减少1.00万元，降低100.00%，主要是没有接待等原因"),
    ("今年结转结余持平，主要原因：年末无结转结余", "今年结转结余增加1.00万元，增长5.00%，主要原因：年末无结转结余"),
    # completion: the rate against the words behind it
    ("完成年初预算的102.35%，决算数与年初预算数存在差异的主要原因是人员变动", "完成年初预算的100.00%，决算数与年初预算数存在差异的主要原因是人员变动"),
    ("完成年初预算的102.35%，决算数与年初预算数存在差异的主要原因是人员变动", "完成年初预算的100.00%，决算数与年初预算数存在差异的主要原因是无"),
    ("完成年初预算的100.00%，决算数与年初预算数持平", "完成年初预算的99.99%，决算数与年初预算数持平"),
    ("完成年初预算的100.00%，决算数与年初预算数持平", "完成年初预算的100.01%，决算数与年初预算数持平"),
    ("完成年初预算的100.00%，决算数与年初预算数持平", "完成年初预算的100%，决算数与年初预算数持平"),
    ("完成年初预算的100.00%，决算数与年初预算数持平", "完成年初预算的0.00%，决算数与年初预算数持平"),
    ("决算数小于预算数的主要原因是公务出行减少", "决算数与预算数持平"),
    ("决算数小于预算数的主要原因是公务出行减少", "决算数小于预算数的主要原因是无"),
    ("决算数小于预算数的主要原因是公务出行减少", "决算数小于预算数的主要原因是【请填写】"),
    ("公务接待费0.00万元，占“三公”经费支出的0.00%。年初未安排预算", "公务接待费0.00万元，占“三公”经费支出的0.00%。完成预算的0.00%"),
    # the budgets that the rates imply
    ("完成年初预算的101.94%", "完成年初预算的110.94%"),
    ("完成年初预算的101.94%", "完成年初预算的81.94%"),
    ("完成年初预算的101.94%", "完成年初预算的100%"),
    ("完成年初预算的101.94%", "完成年初预算的0.00%"),
    ("项目支出年初未安排预算", "项目支出完成年初预算的71.75%"),
    ("项目支出年初未安排预算", "项目支出完成年初预算的91.75%"),
    ("基本支出完成年初预算的96.18%", "基本支出完成年初预算的86.18%"),
    # enumerations: one too many, one too few, one misspelt
    ("办公费、印刷费", "印刷费"),
    ("办公费、印刷费", "办公费、会议费、印刷费"),
    ("邮电费、取暖费", "邮电费用、取暖费"),
    ("“科技活动周”“海外学子", "“海外学子"),
    ("“科技大厦维修”等4个项目", "“科技大厦维修”等5个项目"),
    ("“科技大厦维修”等4个项目", "“科技大厦修缮”等4个项目"),
    ("共涉及预算支出项目4个（其中：一般公共预算项目4个", "共涉及预算支出项目4个（其中：一般公共预算项目3个"),
    ("一般公共预算资金67.00万元", "一般公共预算资金66.00万元"),
    ("达到100.00%", "达到100.90%"),
    ("达到100.00%", "达到66.67%"),
    ("国有资本经营预算资金0.00万元），自评", "国有资本经营预算资金0.07万元），自评"),
    ("一般公共预算项目4个，政府性基金预算项目0个", "一般公共预算项目3个，政府性基金预算项目1个"),
    ("今年支出减少26.99万元，降低3.07%", "今年支出减少26.98万元，降低3.07%"),
    # names
    ("死亡抚恤\u3000反映", "死亡抚恤费\u3000反映"),
    ("死亡抚恤\u3000反映", "死亡抚恤反映"),
    ("朝阳市大学进园区进企业服务中心", "朝阳市大学进园区进企业中心"),
    ("科技条件与服务（款）机构运行（项）", "科技条件（款）机构运行（项）"),
    ("2.社会保障和就业支出128.91万元", "2.社会保障与就业支出128.91万元"),
    ("“科技大厦维修”项目自评综述", "“科技大厦维护”项目自评综述"),
    ("纳入辽宁省朝阳市科学技术局2023年", "纳入朝阳市科学技术局2023年"),
    ("辽宁省朝阳市科学技术局", "辽宁省朝阳市科技局"),
    # the form's words
    ("主要是为保障机构正常运转、完成日常工作任务而发生的各项支出", "主要是保障机构正常运转、完成日常工作任务发生的各项支出"),
    ("主要是为保障机构正常运转、完成日常工作任务而发生的各项支出，", ""),
    ("占收入总计的100.00%。其中：", "占收入总计的100.00%，均为本年收入。其中："),
    ("无财政评价项目。", ""),
    ("无财政评价项目。", "没有财政评价的项目。"),
    ("其中：基本支出803.10万元，项目支出48.07万元。", "其中：项目支出48.07万元，基本支出803.10万元。"),
    ("年初未安排预算，决算数与年初预算数存在差异的主要原因是无法预算", "年初没有预算"),
    ("（三）年末结转和结余0.00万元。", "（三）年末结转和结余0.00万元，均为基本支出结转。"),
    ("2023年公务接待费与上年持平。", "2023年公务接待费与上年持平，主要原因是无。"),
    # tables, cell by cell
    ("619.33", "619.30"),
    ("619.33", "六百"),
    ("619.33", "1,619.33"),
    ("619.33", "-"),
    ("本年支出合计", "本年支出总计"),
    ("科学技术管理事务", "科技管理事务"),
    ("公务用车购置及运行费", "公务用车购置及运行维护费"),
    ("2060101", "2060199"),
    ("2060101", "科目"),
    ("行次", "序号"),
    ("支出决算表", "公开3表"),
    ("第四部分", "第三部分"),
    ("（三）国有资产占用情况。", "（四）国有资产占用情况。"),
    ("附表3　项目支出绩效自评表", "附表3　项目绩效自评表"),
]  # fmt: skip

# What stands in the report of 上海市某区某局, which states budgets and lists amounts.
SHANGHAI = [
    ("支出总计5122.08万元", "支出总计5122.80万元"),
    ("增加135.85万元，增长2.72%", "减少135.85万元，降低2.72%"),
    ("增加135.85万元，增长2.72%", "增加135.58万元，增长2.72%"),
    ("财政拨款收入4818.26万元，占96.43%", "财政拨款收入4818.26万元，占96.34%"),
    ("占0.17%", "占0.2%"),
    ("经营收入43.16万元，占0.86%；", ""),
    ("经营支出39.85万元，占0.79%", "经营支出39.58万元，占0.79%"),
    ("年初预算为4831.20万元，支出决算为4811.26万元，完成年初预算的99.59%", "年初预算为4831.20万元，支出决算为4811.26万元，完成年初预算的99.95%"),
    ("年初预算为4831.20万元", "年初预算为4813.20万元"),
    ("年初预算为842.00万元", "年初预算为872.00万元"),
    ("年初预算为842.00万元", "年初预算为863.25万元"),
    ("年初预算为842.00万元", "年初预算为842万元"),
    ("年初预算为86.00万元，支出决算为86.00万元。决算数与预算数持平", "年初预算为80.00万元，支出决算为86.00万元。决算数与预算数持平"),
    ("年初预算为86.00万元，支出决算为86.00万元。决算数与预算数持平", "年初预算为86.00万元，支出决算为86.00万元。决算数大于预算数的主要原因：物价上涨"),
    ("年初未安排预算，支出决算为18.65万元", "年初预算为1.00万元，支出决算为18.65万元"),
    ("年初预算为842.00万元，支出决算为863.25万元", "年初未安排预算，支出决算为863.25万元"),
    ("文化旅游体育与传媒支出（类）3958.89万元，占82.28%；", ""),
    ("住房保障支出（类）248.84万元，占5.17%", "住房保障支出（类）248.48万元，占5.17%"),
    ("住房保障支出（类）248.84万元，占5.17%", "住房支出（类）248.84万元，占5.17%"),
    ("住房保障支出（类）248.84万元，占5.17%", "住房保障支出（类）248.84万元，占5.17%；其他支出（类）1.00万元，占0.02%"),
    ("因公出国（境）费决算为0.00万元，年初未安排预算", "因公出国（境）费决算为0.00万元，完成预算的0.00%"),
    ("因公出国（境）费支出决算持平", "因公出国（境）费支出决算减少1.00万元，降低100.00%"),
    ("公务接待费支出决算为0.86万元，完成预算的43.00%", "公务接待费支出决算为0.86万元，完成预算的43.24%"),
    ("公务接待费支出决算为0.86万元，完成预算的43.00%", "公务接待费支出决算为0.86万元，完成预算的43.40%"),
    ("公务接待12批次、96人次", "公务接待12批次、96人次、1.00万元"),
    ("政府性基金预算财政拨款收入30.00万元", "政府性基金预算财政拨款收入33.00万元"),
    ("2024年度无国有资本经营预算财政拨款收入和支出", "2024年度国有资本经营预算财政拨款收入5.00万元，支出5.00万元"),
    ("绩效评级为“优”的项目4个", "绩效评级为“优”的项目5个"),
    ("绩效自评的2024年度项目6个", "绩效自评的2024年度项目7个"),
    ("机关运行经费支出231.86万元，无可比的2023年度决算数", "机关运行经费支出231.86万元，比2023年度增加1.00万元，增长0.43%"),
    ("服务采购金额320.50万元", "服务采购金额320.05万元"),
    ("公务用车保有量为5辆", "公务用车保有量为6辆"),
    ("上海市某区某局本级决算", "上海市某区某局本级部门决算"),
    ("收入支出决算总表", "收入支出总表"),
    ("五、一般公共预算财政拨款支出决算情况说明", "六、一般公共预算财政拨款支出决算情况说明"),
    ("2024年度部门决算表", "2023年度部门决算表"),
    ("年初未安排预算，支出决算为18.65万元", "年初未安排预算，支出决算为18.66万元"),
    ("公务用车购置及运行维护费支出增加的主要原因", "公务用车购置及运行维护费支出减少的主要原因"),
    ("决算数比2023年度增加17.27万元", "决算数比2023年度增加17.47万元"),
    ("全年安排因公出国（境）团组0个、累计0人次", "全年安排因公出国（境）团组0个、累计5人次"),
    ("12批次、96人次，其中：接待外宾0批次", "12批次、96人次，其中：接待外宾13批次"),
    ("12批次、96人次", "12批次、9人次"),
    ("年初预算为185.00万元", "年初预算为165.00万元"),
    ("发现问题5个", "发现问题6个"),
    ("正在整改的1个", "正在整改的2个"),
    ("小微企业预留政府采购项目预算金额210.00万元", "小微企业预留政府采购项目预算金额510.00万元"),
    ("在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额157.48万元", "在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额517.48万元"),
    ("从预算单位构成看，上海市某区某局", "从预算单位构成看，上海市某区某"),
    ("纳入上海市某区某局2024年度", "纳入上海市某区某局2023年度"),
    ("《上海市某区某局预算绩效管理办法》", "《上海市某区某局预算绩效管理办法"),
]  # fmt: skip


def table(document: Document, name: str, change: Callable[[list[Row]], Sequence[Row]]) -> Document:
    """DOCUMENT with the body of its first table NAME as CHANGE makes it."""
    return changed(document, name, lambda block: block._replace(body=tuple(change(list(block.body)))))


def placed(document: Document, at: int, *blocks: Block) -> Document:
    """DOCUMENT with BLOCKS in the place of the one at AT."""
    return document._replace(blocks=(*document.blocks[:at], *blocks, *document.blocks[at + 1 :]))


def added(document: Document, heading: str, *blocks: Block) -> Document:
    """DOCUMENT with BLOCKS behind the heading that ends in HEADING."""
    at = next(
        n
        for n, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.text.string.endswith(heading)
    )
    return placed(document, at, document.blocks[at], *blocks)


def doubled(document: Document, name: str) -> Document:
    """DOCUMENT with its first table NAME printed twice."""
    at = next(n for n, block in enumerate(document.blocks) if isinstance(block, Table) and block.name == name)
    return placed(document, at, document.blocks[at], Paragraph(Text("又印一次"), "正文"), document.blocks[at])


def changed(document: Document, name: str, change: Callable[[Table], Table]) -> Document:
    """DOCUMENT with its first table NAME as CHANGE makes it."""
    at = next(n for n, block in enumerate(document.blocks) if isinstance(block, Table) and block.name == name)
    block = document.blocks[at]
    assert isinstance(block, Table)
    return placed(document, at, change(block))


def narrowed(document: Document, name: str) -> Document:
    """DOCUMENT with its first table NAME without the last column."""

    def change(block: Table) -> Table:
        last = len(block.columns) - 1
        header, body = (
            tuple(tuple(one for one in line if one.column < last) for line in rows)
            for rows in (block.header, block.body)
        )
        return block._replace(columns=block.columns[:-1], header=header, body=body)

    return changed(document, name, change)


def headless(document: Document, name: str) -> Document:
    return changed(document, name, lambda block: block._replace(header=()))


def headed(document: Document, name: str, old: str, new: str) -> Document:
    """DOCUMENT with NEW for OLD all over the header of its first table NAME."""

    def put(one: Cell) -> Cell:
        return one._replace(paragraphs=tuple(Text(text.string.replace(old, new)) for text in one.paragraphs))

    return changed(
        document,
        name,
        lambda block: block._replace(header=tuple(tuple(map(put, line)) for line in block.header)),
    )


def row(*texts: str) -> Row:
    return tuple(Cell(at, (Text(text),), "左") for at, text in enumerate(texts))


def cell(number: int, column: int, text: str) -> Callable[[list[Row]], list[Row]]:
    """Puts TEXT into the cell of row NUMBER that begins at COLUMN."""

    def change(rows: list[Row]) -> list[Row]:
        assert any(one.column == column for one in rows[number])
        rows[number] = tuple(
            one._replace(paragraphs=(Text(text),)) if one.column == column else one for one in rows[number]
        )
        return rows

    return change


def contents(document: Document, change: Callable[[list[str]], list[str]] = list) -> Document:
    """DOCUMENT with contents as a file has them: its headings down to the second level, as CHANGE makes them."""
    listed = [
        block.text.string for block in document.blocks if isinstance(block, Heading) and block.level <= 2
    ]
    lines = (Paragraph(Text(f"{line}……{n}"), "目录") for n, line in enumerate(change(listed), 3))
    return document._replace(blocks=(*document.blocks[:5], *lines, *document.blocks[5:]))


def swapped(document: Document, name: str) -> Document:
    """DOCUMENT with its first two tables NAME in each other's places."""
    one, other, *_ = (
        n for n, block in enumerate(document.blocks) if isinstance(block, Table) and block.name == name
    )
    blocks = list(document.blocks)
    blocks[one], blocks[other] = blocks[other], blocks[one]
    return document._replace(blocks=tuple(blocks))


def said(text: str) -> Paragraph:
    return Paragraph(Text(text), "正文")


# A table that no form has.
STRANGE = Table("", (Column(20, "左"),) * 2, (), (row("甲", "乙"), row("1", "2")), "")

# What becomes of the report of 朝阳市科学技术局 as a whole.
WHOLE: dict[str, Callable[[Document], Document]] = {
    "没有公开08表": lambda one: without(one, "政府性基金表"),
    "没有公开01表": lambda one: without(one, "收入支出总表"),
    "公开02表印了两次": lambda one: doubled(one, "收入决算表"),
    "整体自评表换了次序": lambda one: swapped(one, "部门整体绩效自评表"),
    "项目自评表换了次序": lambda one: swapped(one, "项目支出绩效自评表"),
    "多了一张表": lambda one: added(one, "一、主要职责", STRANGE),
    "公开03表少一行": lambda one: table(one, "支出决算表", lambda rows: [*rows[:4], *rows[5:]]),
    "公开02表没有206": lambda one: table(one, "收入决算表", lambda rows: [rows[0], *rows[2:]]),
    "公开05表少一项": lambda one: table(one, "一般公共预算支出表", lambda rows: [*rows[:3], *rows[4:]]),
    "公开07表的表号错": lambda one: replaced(one, "公开07表", "公开09表"),
    "公开03表一行印了两次": lambda one: table(one, "支出决算表", lambda rows: [*rows[:5], rows[4], *rows[5:]]),
    "公开03表多一行": lambda one: table(
        one, "支出决算表", lambda rows: [*rows, row("其中", "", "1.00", "", "", "", "", "")]
    ),
    "公开03表多一空行": lambda one: table(one, "支出决算表", lambda rows: [*rows, row(*[""] * 8)]),
    "公开01表少一行": lambda one: table(one, "收入支出总表", lambda rows: [*rows[:3], *rows[4:]]),
    "公开01表多一行": lambda one: table(
        one, "收入支出总表", lambda rows: [*rows[:3], row("债务收入", "", "1.00", "", "", ""), *rows[3:]]
    ),
    "公开01表换了两行": lambda one: table(
        one, "收入支出总表", lambda rows: [*rows[:3], rows[4], rows[3], *rows[5:]]
    ),
    "公开07表的数是字": lambda one: table(one, "三公经费表", cell(2, 1, "三万")),
    "公开07表空着": lambda one: table(one, "三公经费表", cell(2, 1, "")),
    "公开05表的编码错": lambda one: table(one, "一般公共预算支出表", cell(2, 0, "20699")),
    "公开04表的数带千位": lambda one: table(one, "财政拨款收支总表", cell(0, 2, "1,851.17")),
    "项目自评表的百分比": lambda one: table(one, "项目支出绩效自评表", cell(5, 7, "100.00%")),
    "项目自评表少一行": lambda one: table(one, "项目支出绩效自评表", lambda rows: [*rows[:12], *rows[13:]]),
    "公开07表的标题不在": lambda one: without(one, "七、财政拨款“三公”经费支出决算表", "三公经费表"),
    "表号不在": lambda one: without(one, "财政拨款收支总表"),
    "目录与正文相同": contents,
    "目录少一行": lambda one: contents(one, lambda lines: [*lines[:6], *lines[7:]]),
    "目录多一行": lambda one: contents(one, lambda lines: [*lines[:6], "十、没有的部分", *lines[6:]]),
    "目录有一行不同": lambda one: contents(
        one, lambda lines: [*lines[:4], lines[4].replace("情况说明", "说明"), *lines[5:]]
    ),
    "目录序号不同": lambda one: contents(one, lambda lines: [*lines[:4], f"九{lines[4][1:]}", *lines[5:]]),
    "目录没有序号": lambda one: contents(one, lambda lines: [line.split("、")[-1] for line in lines]),
    "正文标题没有序号": lambda one: contents(replaced(one, "一、主要职责", "主要职责"), lambda lines: [lines[0], "一、主要职责", *lines[2:]]),
    "目录里表的标题与格式不同": lambda one: contents(
        replaced(one, "三、支出决算表", "三、支出表"), lambda lines: [line.replace("三、支出表", "三、支出决算表") for line in lines]
    ),
    "目录是别的文件的": lambda one: contents(one, lambda lines: ["前言", "后记"]),
    "没有读懂的话": lambda one: added(one, "第五部分　附件", said("另有专项资金12.34万元，比计划多5%。")),
    "没有读懂的长话": lambda one: added(one, "第五部分　附件", said("另有" + "专项和临时" * 9 + "资金12.34万元。")),
    "没有数的话": lambda one: added(one, "第五部分　附件", said("本部门另有若干事项。")),
    "别的部门的科目": lambda one: added(one, "第五部分　附件", said("教育支出（类）普通教育（款）小学教育（项）：反映小学教育支出。")),
    "本部门的科目": lambda one: added(one, "第五部分　附件", said("科学技术支出（类）科技条件与服务（款）机构运行（项）：反映机构支出。")),
    "类不同的科目": lambda one: added(one, "第五部分　附件", said("教育支出（类）科技条件与服务（款）机构运行（项）：反映机构支出。")),
    "封面名称不同": lambda one: placed(one, 1, Paragraph(Text("辽宁省朝阳市科技技术局"), "封面单位")),
    "封面是别的单位": lambda one: placed(one, 1, Paragraph(Text("某市财政局"), "封面单位")),
    "格式的一句不在": lambda one: without(one, "本部门2023年度无政府性基金"),
    "格式的一个标题不在": lambda one: without(one, "（二）政府采购支出情况"),
    "零印成0.00": with_zeros,
    "得分不可能": lambda one: table(one, "项目支出绩效自评表", cell(10, 8, "1094")),
    "公开07表少一列": lambda one: narrowed(one, "三公经费表"),
    "公开02表没有表头": lambda one: headless(one, "收入决算表"),
    "公开04表的表头不同": lambda one: headed(one, "财政拨款收支总表", "项目", "科目"),
    "没有正文": lambda one: one._replace(blocks=tuple(block for block in one.blocks if isinstance(block, Table))),
    "只有一半": lambda one: one._replace(blocks=one.blocks[:160]),
    "没有表": lambda one: one._replace(blocks=tuple(block for block in one.blocks if not isinstance(block, Table))),
}  # fmt: skip
