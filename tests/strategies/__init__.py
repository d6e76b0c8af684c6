"""Hypothesis strategies for disclosures and texts, and the way from them to a report that can be judged."""

from .accounts import any_disclosure, consistent, hostile

__all__ = ["any_disclosure", "consistent", "hostile"]
