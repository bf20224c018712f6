"""Pages of the officer: what is asked of me, the report form, what became of my reports."""
