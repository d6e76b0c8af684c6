"""Office files that other libraries make, without the times at which they were made: the same content, the same bytes."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import zipfile

EPOCH = datetime.datetime(1980, 1, 1)  # the earliest time that a zip can hold
CORE = "docProps/core.xml"  # into which the libraries put the time of saving
TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def remove_times(package: bytes) -> bytes:
    """Return a .docx or .xlsx that says nothing of when it was made or saved; its large parts are never whole in
    memory."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, EPOCH.timetuple()[:6])
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.file_size = entry.file_size
            if entry.filename == CORE:
                content = TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", source.read(entry))
                archive.writestr(fixed, content)
                continue
            with source.open(entry) as part, archive.open(fixed, "w") as copy:
                shutil.copyfileobj(part, copy)
    return file.getvalue()
