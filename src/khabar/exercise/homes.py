"""The homes of the demonstration: which nodes there are and who works in them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from khabar.desk.founding import AccountPlan, AgencyPlan, NodePlan
from khabar.safeguards import Role

_FILE = Path(__file__).parent / "archa" / "nodes.toml"
HOMES = ("list", "tj", "uz", "hub")


@cache
def _script() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def password() -> str:
    """The one password of every invented person: the demonstration's only."""
    return str(_script()["password"])


def plan_of(home: str) -> NodePlan:
    """What the home "list", "tj", "uz" or "hub" is founded with."""
    plan = _script()[home]
    return NodePlan(
        code=home.upper(),
        names=plan["names"],
        zone=plan["zone"],
        is_hub=plan.get("is_hub", False),
        exercise=plan["exercise"],
        agencies=tuple(AgencyPlan(**agency) for agency in plan["agencies"]),
        accounts=tuple(_account(person) for person in plan["accounts"]),
    )


def people_of(home: str) -> list[tuple[str, str, list[str]]]:
    """username, full name and roles of everyone in a home, for the log-in sheet."""
    return [
        (person["username"], person["full_name"], person["roles"])
        for person in _script()[home]["accounts"]
    ]


def _account(person: dict[str, Any]) -> AccountPlan:
    return AccountPlan(
        username=person["username"],
        full_name=person["full_name"],
        agency=person["agency"],
        unit=person["unit"],
        roles=frozenset(Role(role) for role in person["roles"]),
        language=person.get("language", "en"),
        password=password(),
    )
