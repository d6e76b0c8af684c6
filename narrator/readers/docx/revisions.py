"""Changes that are tracked in a report: whether there are any, wherever Word and WPS keep them."""

from __future__ import annotations

import re
from itertools import chain

from narrator.readers.docx.package import Package, W

TRACKED = re.compile(f"{re.escape(W)}(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|[A-Za-z]+Change)")
PARTS = ("header", "footer", "footnotes", "endnotes", "styles", "numbering")  # beside the main one


def has_revisions(package: Package) -> bool:
    """Return whether a report holds changes that nobody has accepted or refused. Raises Unusable."""
    parts = (package.root(part) for kind in PARTS for part in package.related(kind))
    return any(
        TRACKED.fullmatch(str(element.tag))
        for one in chain(package.pieces(), parts)
        for element in one.iter()
    )
