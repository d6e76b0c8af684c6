"""Rules on a finished report: its figures, its sentences, its structure, its spelling."""
