"""Storage: what is kept, and the one connection through which intelligence is read.

comes in    records of the rooms
goes out    records, and frozen rows seen through a Scope
never       decides who may see; only the desk calls it
"""
