"""The desk: the verbs people do.

comes in    a Sitting (who, purpose, case, scope, clock, ids, door) and what was typed
goes out    records and frozen rows that this person may see
never       runs without checking the act, nor without leaving a trace of it
"""
