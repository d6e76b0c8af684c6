"""From tables in Excel and last year's report to data.json: sheets are cut into tables, figures put where they belong.

Used by `commands`; writes no file itself.
"""
