"""Intake: published material comes in, is read as it stands, and is sound or is refused.

comes in    files as bytes
goes out    Edition: entries and their lines
never       mends a line, drops a line, touches a disk
"""

from khabar.collection.intake.ofac import (
    FIELDS,
    NARCOTICS,
    Edition,
    Entry,
    Line,
    ListRefused,
    read_edition,
)

__all__ = ["FIELDS", "NARCOTICS", "Edition", "Entry", "Line", "ListRefused", "read_edition"]
