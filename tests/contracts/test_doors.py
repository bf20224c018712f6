"""A room is entered by its front door: `from khabar.evaluation import …`, not past it."""

from __future__ import annotations

import ast
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "src" / "khabar"
ROOMS = [
    "direction",
    "collection",
    "evaluation",
    "collation",
    "analysis",
    "dissemination",
    "exchange",
]


def back_doors(file: Path) -> list[str]:
    """The files of other rooms that this file reaches past their door."""
    home = file.relative_to(HOUSE).parts[0]
    asked = [
        name
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        for name in [f"{getattr(node, 'module', None) or ''}.{alias.name}".strip(".").split(".")]
        if name[0] == "khabar" and len(name) > 2 and name[1] in ROOMS and name[1] != home
    ]
    return [
        ".".join(name)
        for name in asked
        if (HOUSE / name[1] / f"{name[2]}.py").exists() or (HOUSE / name[1] / name[2]).is_dir()
    ]


def test_rooms_are_entered_by_their_front_door() -> None:
    found = {
        file.relative_to(HOUSE).as_posix(): doors
        for file in HOUSE.glob("**/*.py")
        if (doors := back_doors(file))
    }

    assert found == {}


def test_every_room_says_what_comes_in_goes_out_and_never() -> None:
    for room in ROOMS:
        header = ast.get_docstring(ast.parse((HOUSE / room / "__init__.py").read_text("utf-8")))

        assert header is not None
        assert [word for word in ("comes in", "goes out", "never") if word not in header] == []
