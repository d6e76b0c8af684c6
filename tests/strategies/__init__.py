"""Hypothesis strategies for disclosures, texts and changes, and the way from them to a report to judge."""

from .accounts import any_disclosure, consistent, hostile
from .changes import changes

__all__ = ["any_disclosure", "changes", "consistent", "hostile"]
