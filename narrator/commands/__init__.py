"""What each command does, from the files that it reads to the files that it writes; one module per command.

Files are read at the beginning and written at the end; what is written over is still what it was when it
was read, and nobody else works on it meanwhile.
"""
