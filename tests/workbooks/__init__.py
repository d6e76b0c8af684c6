"""Workbooks as finance systems and accountants make them: the nine tables of any data, in layouts that vary.

Written from the raw data and the tables as the Ministry prescribes them; nothing of narrator's own readers or writers
has a part in it.
"""
