"""Pages of those who look things up and put them together: search, one thing, reading an item."""
