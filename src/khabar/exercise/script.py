"""The script of case ARCHA as read from its file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "archa"
OPERATION = "ARCHA"


@cache
def script() -> dict[str, Any]:
    """case, tasking, reports, product and request, as `archa/case.toml` has them."""
    return tomllib.loads((_FOLDER / "case.toml").read_text("utf-8"))


@cache
def truths() -> tuple[dict[str, str], ...]:
    """What is planted: code, about, expected."""
    return tuple(tomllib.loads((_FOLDER / "truths.toml").read_text("utf-8"))["truth"])
