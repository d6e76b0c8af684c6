"""The workbook to fill in (填报工作簿): made from data, given to accountants, read back into data.

`layout` says what stands where, `making` writes the workbook, `reading_back` reads it back. Used by `build` and `commands`.
"""
