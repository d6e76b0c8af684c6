"""Rules on data: the tables, the cross-checks, budgets, codes and performance."""
