"""Where public test vectors lie when this clone has them beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2].parent / "shared/data/12_vectors"


def vectors(name: str) -> Path:
    """The file, or a skip that says what is missing."""
    found = HERE / name
    if not found.exists():
        pytest.skip(f"public vectors {name} are not beside this clone: NOT TESTED here")
    return found
