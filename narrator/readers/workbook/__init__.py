"""Workbooks (.xlsx, .xlsm, .xls, .ods) as grids of texts with their places. Used by whatever takes tables from Excel.

`load` is the way in. calamine reads the cells; what it does not say (merged cells of .ods, hidden rows, formulas
without a result, errors) is read from the file's own parts, which also bounds what calamine is given.
"""

from narrator.readers.workbook.grids import Grid, Workbook
from narrator.readers.workbook.loading import load, load_content

__all__ = ["Grid", "Workbook", "load", "load_content"]
