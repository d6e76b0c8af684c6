"""Making a report again: over one that people have worked on, and back from it into data.json.

Files are read at the beginning and written at the end; what is written over is still what it was when it
was read, and nobody else works on it meanwhile.
"""
