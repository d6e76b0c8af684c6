"""Checks: they read the disclosure and the document, report problems, and write nothing."""
