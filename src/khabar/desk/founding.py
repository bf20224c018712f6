"""Founding a node: database, keys, agencies, first accounts. Done once, on an empty folder."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from khabar.core.errors import Conflict
from khabar.core.ids import Ids, random_ids
from khabar.desk.sitting import Clock, utc_now
from khabar.safeguards import Entry, Level, Role, Who
from khabar.storage import accounts, founding, ledger
from khabar.storage.connection import together


class AlreadyFounded(Conflict):
    """There is a node in this folder."""

    code = "desk.already-founded"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyPlan:
    """code, "TJ-DCA", and its name in each of the four languages."""

    code: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPlan:
    """A first account; the password is made when none is given."""

    username: str
    full_name: str
    agency: str
    unit: str
    roles: frozenset[Role]
    clearance: Level = Level.RESTRICTED
    language: str = "en"
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodePlan:
    """What a node is founded with.

    zone      IANA name of its clock
    exercise  marks every page: nothing in it is real
    """

    code: str
    names: dict[str, str]
    zone: str
    agencies: tuple[AgencyPlan, ...]
    accounts: tuple[AccountPlan, ...]
    is_hub: bool = False
    exercise: bool = False


def is_founded() -> bool:
    """Is there a node in this folder?"""
    return founding.has_tables() and accounts.this_node() is not None


def found_node(
    plan: NodePlan, *, passphrase: str = "", clock: Clock = utc_now, ids: Ids = random_ids
) -> dict[str, str]:
    """Make the node.

    passphrase  closes the node's keys; "" makes one and lays it beside them in a 0600 file,
                so that the node opens by itself until somebody takes that file away
    →           {username: password}, to be shown once; passwords are kept as hashes only

    Raises  AlreadyFounded
    """
    if is_founded():
        raise AlreadyFounded()
    keys = founding.lay_ground(passphrase)
    shown = {}
    with together():
        founding.keep_node(plan, keys, clock())
        for agency in plan.agencies:
            accounts.add_agency(agency.code, plan.code, agency.names)
        for person in plan.accounts:
            shown[person.username] = person.password or secrets.token_urlsafe(12)
            _add(person, shown[person.username], clock, ids)
        ledger.write(_founded(plan.code, clock))
    return shown


def stand_alone(code: str = "NODE") -> NodePlan:
    """The plan of a node of one's own: an import officer and a second signer."""
    name = dict.fromkeys(("en", "ru", "uz", "tg"), code)
    keeper = frozenset({Role.REGISTRAR, Role.ANALYST})
    signer = frozenset({Role.EVALUATOR, Role.SUPERVISOR, Role.ANALYST})
    people: Iterable[tuple[str, frozenset[Role]]] = (("keeper", keeper), ("signer", signer))
    return NodePlan(
        code=code,
        names=name,
        zone="Asia/Dushanbe",
        agencies=(AgencyPlan(code=f"{code}-OWN", names=name),),
        accounts=tuple(
            AccountPlan(
                username=username, full_name=username, agency=f"{code}-OWN", unit="", roles=roles
            )
            for username, roles in people
        ),
    )


def _add(person: AccountPlan, password: str, clock: Clock, ids: Ids) -> None:
    accounts.add_account(
        Who(
            id=0,
            uid=ids(),
            username=person.username,
            full_name=person.full_name,
            agency=person.agency,
            unit=person.unit,
            roles=person.roles,
            clearance=person.clearance,
            language=person.language,
        ),
        password=password,
        created_at=clock(),
    )


def _founded(code: str, clock: Clock) -> Entry:
    return Entry(
        node=code, who="", roles=(), verb="node.found", about=(), purpose="", case="",
        door="cli", result="done", at=ledger.stamp(clock()),
    )  # fmt: skip
