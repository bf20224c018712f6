"""Published lists: import an edition, and put the second name under a list's grade.

An import is two acts with a long pour between them: it begins an edition under a label that
nobody sees, pours in short transactions, and publishes by changing that one label. What is cut
short is swept before the next import begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from khabar.collection import (
    LINK,
    Change,
    Edition,
    EditionState,
    Entry,
    Extract,
    NotNewer,
    Unresolved,
    Update,
    claims_of,
    compare,
    read_edition,
    report_number,
)
from khabar.core.errors import Conflict, NotFound
from khabar.core.moment import moment_from
from khabar.desk.list_drafts import lines_of
from khabar.desk.sitting import Sitting, act, must_be_theirs
from khabar.safeguards import (
    ALL_AGENCIES,
    Handling,
    Label,
    Level,
    Stage,
    must_be_another_person,
)
from khabar.storage import bulk, datasets, listed
from khabar.storage.sweep import sweep

OFAC = "ofac"
PUBLISHERS = {OFAC: "Office of Foreign Assets Control, U.S. Department of the Treasury"}
PROPOSED = datasets.Proposal(scheme="4x4", source="A", information="2", reason="published-list")
"""4x4: the publisher's authenticity is not in doubt (A); what it says of a person it knows itself,
and we do not (2). The second signer reads this with the meanings beside it."""

Progress = Callable[[str, int], None]


class SignedAlready(Conflict):
    """The standing evaluation has both its names."""

    code = "lists.signed-already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import, counted.

    read, kept, refused  rows of each file; read = kept + refused
    narcotics            entries of the programmes SDNT and SDNTK
    resolved, unresolved "Linked To" of narcotics entries
    update, among_narcotics  entries added, changed, with other lines changed, removed
    waiting              the list's grade lacks its second name: not yet intelligence
    """

    uid: str
    as_of: date
    read: Mapping[str, int]
    kept: Mapping[str, int]
    refused: Mapping[str, int]
    narcotics: int
    resolved: int
    unresolved: tuple[Unresolved, ...]
    update: Mapping[str, int]
    among_narcotics: Mapping[str, int]
    sensitive: int
    statements: int
    waiting: bool


def import_list(
    sitting: Sitting,
    *,
    files: Mapping[str, bytes],
    as_of: str,
    code: str = OFAC,
    progress: Progress = lambda _step, _rows: None,
) -> Imported:
    """Import one edition of the OFAC list.

    files     {"sdn": …, "alt": …, "add": …}, gzipped or not
    as_of     the edition's date, as typed
    progress  told (step, rows) as the work goes on

    Raises  ListRefused with file, row, field and reason; nothing is kept then.
            NotNewer · PourRunning
    """
    must_be_theirs(sitting, "list.begin")
    day = _day(as_of)
    progress("reading", 0)
    edition = read_edition(files)
    said = claims_of(edition)
    with bulk.alone():
        sweep(code)
        held = datasets.held(code)
        batch = _begin(sitting, code, day)
        try:
            return _pour(sitting, code, day, batch, edition, said, held, progress)
        except BaseException:
            sweep(code)
            raise


def sign_standing_evaluation(sitting: Sitting, *, code: str = OFAC) -> None:
    """Put the second name under a list's grade: what waited becomes intelligence.

    Raises  SamePerson when the signer imported the list; SignedAlready; NotFound
    """
    with act(sitting, "list.sign") as doing:
        found = datasets.standing(code)
        if found is None:
            raise NotFound
        if found.signed_by:
            raise SignedAlready()
        must_be_another_person(sitting.who.id, found.proposed_by)
        datasets.sign(code, sitting.who.id, sitting.clock())
        for edition in reversed(datasets.editions(code)):
            if edition.state == EditionState.WAITING.value:
                datasets.publish(edition.uid, EditionState.KEPT)
                doing.about(edition.uid)
        doing.about(found.uid)


def _begin(sitting: Sitting, code: str, day: date) -> datasets.Batch:
    uid = sitting.ids()
    with act(sitting, "list.begin") as doing:
        newest = next(iter(datasets.editions(code)), None)
        if newest and newest.as_of >= day:
            raise NotNewer(held=newest.as_of.isoformat(), coming=day.isoformat())
        label = Label(
            level=Level.RESTRICTED, originator=sitting.who.agency, handling=Handling.H0,
            releasable=ALL_AGENCIES, stage=Stage.BATCH, batch=uid,
        )  # fmt: skip
        doing.about(uid)
        return datasets.begin(
            code, PUBLISHERS[code], day, label, PROPOSED, uid=uid, agency=sitting.who.agency,
            author=sitting.who.id, node=sitting.node, at=sitting.clock(), ids=sitting.ids,
        )  # fmt: skip


def _pour(
    sitting: Sitting, code: str, day: date, batch: datasets.Batch, edition: Edition,
    said: Extract, held: Mapping[str, datasets.Held], progress: Progress,
) -> Imported:  # fmt: skip
    entries = {entry.ref: entry for entry in edition.entries}
    update = compare(held, entries)
    again = update.rewritten
    rewritten = [entry for entry in edition.entries if entry.ref in again]
    uids, new_links, known = _entities(sitting, code, rewritten, said)
    numbers = _numbers(sitting, batch.at.year)
    coming = [_listed(entry, update, said, uids, held, numbers) for entry in rewritten]
    removed = {ref: held[ref] for ref in sorted(update.removed, key=int)}
    steps = listed.load(
        batch, coming, removed, new_links, known, ids=sitting.ids, progress=progress
    )
    narcotics = {ref for ref, entry in held.items() if entry.narcotics}
    narcotics |= {entry.ref for entry in edition.entries if entry.is_narcotics}
    progress("publishing", 0)
    done = _counted(day, batch.uid, edition, said, update, narcotics, steps.statements, code)
    _publish(sitting, batch, done)
    bulk.settle()
    return done


def _entities(
    sitting: Sitting, code: str, rewritten: list[Entry], said: Extract
) -> tuple[dict[str, str], list[listed.NewLink], dict[str, int]]:  # fmt: skip
    """Entity uids by the publisher's numbers, old ones kept; the links that are new; row ids."""
    links = datasets.links(code)
    before = datasets.entities(code)
    uids = {ref: uid for ref, (_, uid) in (before | links).items()}
    known = {uid: number for number, uid in (before | links).values()}
    for entry in rewritten:
        if entry.ref not in uids:
            uids[entry.ref] = sitting.ids()
    drawn = dict.fromkeys(
        claim.about
        for entry in rewritten
        for claim in said.claims[entry.ref]
        if claim.schema == LINK and claim.about not in links
    )
    new_links = [listed.NewLink(ref=ref, uid=sitting.ids(), schema=LINK) for ref in drawn]
    uids |= {link.ref: link.uid for link in new_links}
    return uids, new_links, known


def _numbers(sitting: Sitting, year: int) -> Iterator[str]:
    """Report numbers nobody bears: among thousands of short random ones some would fall twice."""
    taken = datasets.numbers()
    while True:
        number = report_number(sitting.who.agency, year, sitting.ids())
        if number not in taken:
            taken.add(number)
            yield number


def _listed(
    entry: Entry, update: Update, said: Extract, uids: Mapping[str, str],
    held: Mapping[str, datasets.Held], numbers: Iterator[str],
) -> listed.Listed:  # fmt: skip
    before = held.get(entry.ref)
    claims = said.claims[entry.ref]
    return listed.Listed(
        ref=entry.ref,
        change=_change(entry.ref, update),
        number=before.number if before else next(numbers),
        entity_uid=uids[entry.ref],
        schema=claims[0].schema,
        narcotics=entry.is_narcotics,
        own_digest=entry.own_digest,
        lines_digest=entry.lines_digest,
        held=before,
        lines=lines_of(entry, claims, uids),
    )


def _change(ref: str, update: Update) -> Change:
    if ref in update.added:
        return Change.ADDED
    return Change.CHANGED if ref in update.changed else Change.LINES


def _counted(
    day: date, uid: str, edition: Edition, said: Extract, update: Update, narcotics: set[str],
    statements: int, code: str,
) -> Imported:  # fmt: skip
    standing = datasets.standing(code)
    return Imported(
        uid=uid,
        as_of=day,
        read=edition.read,
        kept=edition.read,
        refused=dict.fromkeys(edition.read, 0),
        narcotics=edition.narcotics,
        resolved=said.resolved,
        unresolved=said.unresolved,
        update=update.counts(),
        among_narcotics=update.counts(narcotics),
        sensitive=said.sensitive,
        statements=statements,
        waiting=standing is None or standing.signed_by is None,
    )


def _publish(sitting: Sitting, batch: datasets.Batch, done: Imported) -> None:
    with act(sitting, "list.publish") as doing:
        datasets.keep_counts(
            batch,
            {
                "read": dict(done.read), "kept": dict(done.kept), "refused": dict(done.refused),
                "narcotics": done.narcotics, "sensitive": done.sensitive,
                "links": {"resolved": done.resolved, "unresolved": len(done.unresolved)},
                "unresolved": [tuple(link) for link in done.unresolved],
                "update": dict(done.update), "among_narcotics": dict(done.among_narcotics),
                "statements": done.statements,
            },
        )  # fmt: skip
        state = EditionState.WAITING if done.waiting else EditionState.KEPT
        datasets.publish(batch.uid, state)
        doing.about(batch.uid)


def _day(text: str) -> date:
    """A month or a year means its first day: an edition is never dated later than it was."""
    return moment_from(text, "UTC", field="as-of").start.date()
