"""Runs the command line as `python -m narrator`."""

from narrator.cli import main

main()
