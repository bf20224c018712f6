"""Words: every sentence a person sees, in four languages side by side.

comes in    a code and bare facts
goes out    a sentence in en, ru, uz or tg
never       decides anything; an unknown code is an error, not an empty label
"""

from khabar.words.dates import say_day, say_moment
from khabar.words.sentences import LANGUAGES, WordMissing, catalogue, knows, say

__all__ = ["LANGUAGES", "WordMissing", "catalogue", "knows", "say", "say_day", "say_moment"]
