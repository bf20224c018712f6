"""The tables, one file for each room. Columns, constraints and indexes; no methods.

Every table that can reveal something has a `label`; the read connection then shows it as
`v_<table>`, rows of visible labels only. Indexes start with the label, so that a query
never walks rows outside the scope.
"""

from importlib import import_module
from pkgutil import iter_modules

for _found in sorted(iter_modules(__path__), key=lambda found: found.name):
    import_module(f"{__name__}.{_found.name}")
