"""narrator: from the figures of a department's final accounts (部门决算) to its disclosure document."""

__version__ = "0.2.0"
