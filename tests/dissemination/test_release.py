from dataclasses import replace

import pytest

from khabar.dissemination import (
    ClearanceTooLow,
    LevelStaysHome,
    PermissionNeeded,
    Recipient,
    must_be_releasable,
    trace_code,
)
from khabar.safeguards import ALL_AGENCIES, Handling, Label, Level, join, releasable_to_nodes

OURS = Label(level=Level.RESTRICTED, originator="TJ-DCA", handling=Handling.H2)
COLLEAGUE = Recipient(
    name="B. Rahimov", agency="TJ-DCA", unit="Dushanbe", account=7, clearance=Level.RESTRICTED
)
MOI = replace(COLLEAGUE, agency="TJ-MOI", account=8)
PARTNER = Recipient(name="OCT duty desk", agency="UZ-MIA", unit="operations", node="UZ")


def permission(label: Label, to: Recipient, given: str = "") -> str:
    return must_be_releasable(label, to, own_agency="TJ-DCA", permission=given)


def test_inside_the_own_agency_h2_needs_no_permission() -> None:
    assert permission(OURS, COLLEAGUE) == "not-needed"


def test_our_own_h2_leaves_on_the_releasers_own_word() -> None:
    assert permission(OURS, MOI) == "own"
    assert permission(OURS, PARTNER) == "own"


@pytest.mark.parametrize("to", [MOI, PARTNER])
def test_another_agencys_h2_goes_no_further_without_their_permission(to: Recipient) -> None:
    mixed = join(OURS, replace(OURS, originator="TJ-BORDER"))

    with pytest.raises(PermissionNeeded) as refused:
        permission(mixed, to)

    assert refused.value.facts["originators"] == "TJ-BORDER"
    assert permission(mixed, to, "BT letter 14/3") == "BT letter 14/3"


def test_h3_from_others_asks_even_at_home() -> None:
    with pytest.raises(PermissionNeeded):
        permission(replace(OURS, originator="UZ-MIA", handling=Handling.H3), COLLEAGUE)


def test_h0_for_all_agencies_goes_to_any_agency_of_the_node() -> None:
    open_to_all = replace(OURS, originator="TJ-MOI", handling=Handling.H0, releasable=ALL_AGENCIES)

    assert permission(open_to_all, MOI) == "not-needed"
    with pytest.raises(PermissionNeeded):
        permission(open_to_all, PARTNER)


def test_a_named_node_may_receive_what_was_marked_for_it() -> None:
    for_uz = replace(
        OURS, originator="TJ-MOI", handling=Handling.H1, releasable=releasable_to_nodes("UZ")
    )

    assert permission(for_uz, PARTNER) == "not-needed"
    with pytest.raises(PermissionNeeded):
        permission(for_uz, replace(PARTNER, node="KZ"))


def test_a_person_below_the_level_gets_nothing() -> None:
    with pytest.raises(ClearanceTooLow):
        permission(replace(OURS, level=Level.SECRET), COLLEAGUE)


def test_secret_never_leaves_by_network() -> None:
    with pytest.raises(LevelStaysHome):
        permission(replace(OURS, level=Level.SECRET), PARTNER, "minister")


def test_every_copy_has_its_own_trace() -> None:
    codes = {trace_code(release=f"r{n}", content_hash="ab", copy=n) for n in range(1, 50)}

    assert len(codes) == 49
    assert trace_code(release="r1", content_hash="ab", copy=4).split("-")[1] == "04"
