"""The units of this node's agencies: who can be tasked, who can be let into a case."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.safeguards import Role
from khabar.storage.models.accounts import Account


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Unit:
    """One unit, as its people's accounts name it."""

    agency: str
    name: str


def taskable() -> list[Unit]:
    """Units with at least one officer, by agency and name."""
    rows = Account.objects.select_related("agency").filter(is_active=True).exclude(unit="")
    found = {
        Unit(agency=row.agency.code, name=row.unit)
        for row in rows
        if Role.OFFICER.value in row.roles
    }
    return sorted(found)


def account_of(username: str, *, role: Role | None = None) -> int | None:
    """The row id of an open account, None when there is none or it lacks the role."""
    row = Account.objects.filter(username=username.strip(), is_active=True).first()
    if row is None or (role is not None and role.value not in row.roles):
        return None
    return int(row.pk)


def people(agency: str) -> list[tuple[str, str, str]]:
    """(username, full name, unit) of an agency's working people, by name."""
    rows = Account.objects.filter(agency__code=agency, is_active=True).order_by("full_name")
    hidden = {Role.ADMIN.value, Role.AUDITOR.value, Role.OVERSIGHT.value}
    return [(row.username, row.full_name, row.unit) for row in rows if not hidden & set(row.roles)]
