"""Scoped reads: every hand-written query over intelligence stands in this folder."""
