"""The numbers that 辽宁's form prints for the public tables, by the names that data.json gives these."""

from oracle.tables import NAMES, NUMBERS

__all__ = ["LABELS", "NAMES", "NUMBERS"]
LABELS = {name: number for number, name in NUMBERS.items()}
