"""The figures and texts of a department's final accounts, as data.json states them."""
