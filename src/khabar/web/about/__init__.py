"""About this system: its licence and, as the licence asks, the very source that is running."""
