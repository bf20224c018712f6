"""Names of the region: one sound, four alphabets.

comes in    a name as written: Tajik, Uzbek (Latin, Cyrillic), Russian, English, Persian (basic)
goes out    fold() and name_keys() to find it, parse() to take it apart, similarity() with reasons
never       changes the written name; decides that two people are one
"""

from khabar.collation.names.fold import FOLD_VERSION, fold, script_of, skeleton
from khabar.collation.names.parts import Name, Part, parse
from khabar.collation.names.score import Reason, Similarity, coverage, name_keys, similarity

__all__ = [
    "FOLD_VERSION",
    "Name",
    "Part",
    "Reason",
    "Similarity",
    "coverage",
    "fold",
    "name_keys",
    "parse",
    "script_of",
    "similarity",
    "skeleton",
]
