"""Pages of the measures: a number, its formula, its interval, and the records behind it."""
