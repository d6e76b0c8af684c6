"""What follows from the figures: changes, completion, shares, totals; exact, each with its formula."""
