"""How a workbook with the nine tables may look."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st


@dataclass(frozen=True)
class Layout:
    """unit: in which the amounts are written. stated: whether a line above says so. sheets: what sheets are called
    (题 by the title, GK, Sheet, 编 3.15部门收支总表), or 一 for all tables below one another on one sheet. top, left: empty
    rows and columns. codes: 字 (text), 数 (numbers), 三 (three columns). numbers: 数, 字 (text), 逗 (text with separators),
    全 (full-width digits). nothing: what stands for no amount. lines: 行次 and 栏次. merged: whether titles and headers are
    merged. order: 旧 or 新 numbers of 07 to 09. notes, cover: whether there are any. whose: whether department and year
    stand above. blanks: whether rows without any amount are listed.
    """

    unit: str = "万元"
    stated: bool = True
    sheets: str = "题"
    top: int = 0
    left: int = 0
    codes: str = "字"
    numbers: str = "数"
    nothing: str = ""
    lines: bool = True
    merged: bool = True
    order: str = "新"
    notes: bool = True
    cover: bool = False
    whose: bool = True
    blanks: bool = True


LAYOUTS = st.builds(
    Layout,
    unit=st.sampled_from(["万元", "元"]),
    sheets=st.sampled_from(["题", "GK", "Sheet", "编", "一"]),
    top=st.integers(0, 3),
    left=st.integers(0, 2),
    codes=st.sampled_from(["字", "数", "三"]),
    numbers=st.sampled_from(["数", "字", "逗", "全"]),
    nothing=st.sampled_from(["", "-", "—", "0", "0.00", " "]),
    lines=st.booleans(),
    merged=st.booleans(),
    order=st.sampled_from(["旧", "新"]),
    notes=st.booleans(),
    cover=st.booleans(),
    whose=st.booleans(),
    blanks=st.booleans(),
)
