"""The public tables by the names that data.json gives them, and the numbers that 辽宁's form prints."""

NAMES = (
    "收入支出总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收支总表",
    "一般公共预算支出表",
    "基本支出表",
    "三公经费表",
    "政府性基金表",
    "国有资本经营表",
)
LABELS = {name: f"公开0{number}表" for number, name in enumerate(NAMES, 1)}
NUMBERS = {number: name for name, number in LABELS.items()}
