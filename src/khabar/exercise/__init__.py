"""Exercise: invented cases with known truth, played through the desk like any work.

comes in    the case's script, with what must be found planted in it
goes out    acts of invented people, and a table: expected, shown, right or wrong
never       touches storage; meets real listed persons
"""
