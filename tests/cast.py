"""The cast, all invented.

Zarina holds the case: she analyses it at TJ-DCA.
Bek sits beside her, same role, same agency, and may not read it.
Dilshod analyses at the hub and sees only what is released to all, or to him.
Nobody is not logged in.

Around them: Rustam and Sino, officers of the case; Madina, who evaluates; Nazar, who heads
the unit and decides; Latif, the liaison; Parvina, the prosecutor; Aziz, the auditor;
Otabek, the administrator; Keeper and Signer, who keep published lists.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from khabar.desk.founding import AccountPlan, AgencyPlan, NodePlan
from khabar.safeguards import Handling, Label, Level, Role

NIGHT = datetime(2026, 10, 17, 21, 40, tzinfo=UTC)  # 02:40 on the 18th in Dushanbe
CASE = "0" * 30 + "c1"
OPERATION = "ARCHA"
PASSWORD = "an-invented-password"


def _everywhere(name: str) -> dict[str, str]:
    return dict.fromkeys(("en", "ru", "uz", "tg"), name)


def _person(username: str, agency: str, *roles: Role, unit: str = "Unit 1") -> AccountPlan:
    return AccountPlan(
        username=username,
        full_name=username.title(),
        agency=agency,
        unit=unit,
        roles=frozenset(roles),
        password=PASSWORD,
    )


PLAN = NodePlan(
    code="TJ",
    names=_everywhere("Test node TJ"),
    zone="Asia/Dushanbe",
    exercise=True,
    agencies=(
        AgencyPlan(code="TJ-DCA", names=_everywhere("Drug Control Agency (invented)")),
        AgencyPlan(code="TJ-MOI", names=_everywhere("Ministry (invented)")),
        AgencyPlan(code="HUB-CC", names=_everywhere("Hub (invented)")),
    ),
    accounts=(
        _person("zarina", "TJ-DCA", Role.ANALYST),
        _person("bek", "TJ-DCA", Role.ANALYST),
        _person("dilshod", "HUB-CC", Role.ANALYST),
        _person("rustam", "TJ-DCA", Role.OFFICER),
        _person("sino", "TJ-DCA", Role.OFFICER),
        _person("madina", "TJ-DCA", Role.EVALUATOR),
        _person("nazar", "TJ-DCA", Role.SUPERVISOR),
        _person("latif", "TJ-DCA", Role.LIAISON),
        _person("parvina", "TJ-DCA", Role.OVERSIGHT),
        _person("aziz", "TJ-DCA", Role.AUDITOR),
        _person("otabek", "TJ-DCA", Role.ADMIN),
        _person("keeper", "TJ-DCA", Role.REGISTRAR, Role.ANALYST),
        _person("signer", "TJ-DCA", Role.EVALUATOR),
    ),
)

CASE_LABEL = Label(
    level=Level.RESTRICTED, originator="TJ-DCA", handling=Handling.H2, compartment=OPERATION
)


def open_the_case() -> None:
    """The case of operation ARCHA: Nazar heads it; Zarina, Rustam, Sino and Latif work in it."""
    from khabar.storage import labels
    from khabar.storage.models.accounts import Account, CaseFile, CaseMember

    people = {row.username: row for row in Account.objects.all()}
    case = CaseFile.objects.create(
        uid=CASE,
        number="DOU-000/26",
        operation=OPERATION,
        ground="Invented for tests.",
        offence="Art. 200",
        legal_basis="ORD law, art. 8",
        opener=people["zarina"],
        head=people["nazar"],
        opened_at=NIGHT,
        ends_on=date(2099, 12, 31),
        label_id=labels.intern(CASE_LABEL),
    )
    for name in ("zarina", "rustam", "sino", "latif"):
        CaseMember.objects.create(case=case, account=people[name], since=NIGHT)
