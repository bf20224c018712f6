"""Lines of the OFAC list → claims, each with the line it stands on.

comes in   Edition
goes out   Claim: what about whom, as written and in the form to compare; unresolved links
never      guesses: a "Linked To" that names no entry, or two, stays a note and is listed
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from khabar.collection.extract.dates import read_date
from khabar.collection.extract.documents import PROPS, read_paper
from khabar.collection.extract.remarks import Clause, clauses
from khabar.collection.intake import Edition, Entry, Line
from khabar.collection.intake.ofac import fault, refuse
from khabar.core.errors import Fault

SCHEMAS = {
    "": "Organisation", "individual": "Person", "vessel": "Vessel", "aircraft": "Aircraft",
}  # fmt: skip
LINK = "LinkedTo"
ONLY_FOR = {
    "Person": {"birthDate", "birthPlace", "nationality", "citizenship", "gender",
               "passportNumber", "phone", "email"},
    "Organisation": {"taxNumber", "registrationNumber", "phone", "email", "activity"},
    "Vessel": {"imo"},
    "Aircraft": {"registrationNumber", "serialNumber", "model", "operator"},
}  # fmt: skip
_VESSEL_CELLS = (
    (5, "callSign"), (6, "type"), (7, "tonnage"), (8, "grossTonnage"), (9, "flag"), (10, "owner"),
)  # fmt: skip
NUMBERED = frozenset(PROPS.values())


class Claim(NamedTuple):
    """One thing a line says.

    line     the line it stands on
    about    the entry's number, or "36>48" for the link between two entries
    prop     of the ontology
    raw      the publisher's words
    plain    what to compare: the bare number, the name in spoken order, the ISO prefix;
             None when there is nothing to compare
    quality  "" as read · "weak" a weak alias · "former" a name no longer used · "about" circa ·
             "range" · "cut" the publisher's file cuts it off
    target   the other entry's number, for a link's ends
    """

    line: Line
    about: str
    schema: str
    prop: str
    raw: str
    plain: str | None
    quality: str = ""
    target: str = ""


class Unresolved(NamedTuple):
    """A "Linked To" that could not be followed.

    why  "absent" nobody of that name · "ambiguous" several · "cut" the name is cut off
    """

    ref: str
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What an edition says, ready to be kept.

    claims      {entry number: its claims, in line order}
    resolved    links of narcotics entries that were followed
    unresolved  links of narcotics entries that were not
    sensitive   clauses on ethnicity or faith that were left in the publisher's line only
    """

    claims: dict[str, list[Claim]]
    resolved: int
    unresolved: tuple[Unresolved, ...]
    sensitive: int


@dataclass(slots=True)
class _Reading:
    names: dict[str, list[str]]
    schemas: dict[str, str]
    faults: list[Fault] = field(default_factory=list)
    resolved: int = 0
    unresolved: list[Unresolved] = field(default_factory=list)
    sensitive: int = 0


def claims_of(edition: Edition) -> Extract:
    """Read every line of an edition.

    Raises  ListRefused when a date is no date: file, row, field, reason.
    """
    reading = _Reading(names={}, schemas={})
    for entry in edition.entries:
        reading.names.setdefault(_same_name(entry.own.cells[1]), []).append(entry.ref)
        reading.schemas[entry.ref] = SCHEMAS[entry.own.cells[2]]
    claims = {entry.ref: list(_entry(entry, reading)) for entry in edition.entries}
    refuse(reading.faults, edition.read)
    return Extract(
        claims=claims,
        resolved=reading.resolved,
        unresolved=tuple(reading.unresolved),
        sensitive=reading.sensitive,
    )


def spoken(name: str) -> str:
    """ "HERRERA BUITRAGO, Helmer" as people say it: "Helmer HERRERA BUITRAGO"."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and "," not in given else name


def _same_name(name: str) -> str:
    """The last full stop of a name is also the full stop of the remarks: it tells nothing."""
    return name.rstrip(". ")


def _entry(entry: Entry, reading: _Reading) -> Iterator[Claim]:
    own, schema = entry.own, reading.schemas[entry.ref]
    yield _name(entry, own, "name", own.cells[1])
    yield Claim(own, entry.ref, schema, "listNumber", f"OFAC {entry.ref}", f"OFAC {entry.ref}")
    for programme in entry.programmes:
        yield Claim(own, entry.ref, schema, "programme", programme, programme)
    if own.cells[4]:
        prop = "position" if schema == "Person" else "note"
        yield Claim(own, entry.ref, schema, prop, own.cells[4], own.cells[4])
    if schema == "Vessel":
        yield from _vessel(entry)
    for clause in clauses(own.cells[11]):
        yield from _clause(entry, clause, reading)
    for line in entry.aliases:
        quality = "former" if line.cells[2] == "fka" else ""
        yield _name(entry, line, "alias", line.cells[3], quality)
    for line in entry.addresses:
        yield from _address(entry, line)


def _name(entry: Entry, line: Line, prop: str, raw: str, quality: str = "") -> Claim:
    schema = SCHEMAS[entry.own.cells[2]]
    plain = spoken(raw) if schema == "Person" else raw
    return Claim(line, entry.ref, schema, prop, raw, plain, quality)


def _vessel(entry: Entry) -> Iterator[Claim]:
    for place, prop in _VESSEL_CELLS:
        if raw := entry.own.cells[place]:
            plain = raw.replace(",", "") if "onnage" in prop else raw
            yield Claim(entry.own, entry.ref, "Vessel", prop, raw, plain)


def _address(entry: Entry, line: Line) -> Iterator[Claim]:
    schema = SCHEMAS[entry.own.cells[2]]
    street, town, country = line.cells[2:5]
    if street or town:
        raw = ", ".join(part for part in (street, town, country) if part)
        yield Claim(line, entry.ref, schema, "address", raw, raw)
    if country:
        yield Claim(line, entry.ref, schema, "country", country, country)


def _clause(entry: Entry, clause: Clause, reading: _Reading) -> Iterator[Claim]:
    schema = SCHEMAS[entry.own.cells[2]]
    if clause.kind == "linkedTo":
        yield from _link(entry, clause, reading)
        return
    if clause.kind == "sensitive":
        reading.sensitive += 1
        return
    prop, plain, quality = clause.kind, clause.body, ""
    if prop == "birthDate":
        plain, quality = _date(entry, clause, reading)
    elif prop == "other" and (paper := read_paper(clause.text.removeprefix("alt. "))):
        prop, plain = _fitting(schema, PROPS[paper.kind]), paper.number
    elif prop == "weakAlias":
        quality = "weak"
    if prop not in ONLY_FOR[schema] | {"weakAlias", "idNumber"}:
        prop, plain = "note", clause.text
    raw = clause.body if prop not in NUMBERED | {"note"} else clause.text.removeprefix("alt. ")
    yield Claim(
        entry.own, entry.ref, schema, prop, raw, plain or None, "cut" if clause.cut else quality
    )


def _fitting(schema: str, prop: str) -> str:
    if prop in ONLY_FOR[schema] or prop == "idNumber":
        return prop
    return "note" if prop in ("phone", "email") else "idNumber"


def _date(entry: Entry, clause: Clause, reading: _Reading) -> tuple[str, str]:
    read = read_date(clause.body)
    if read.wrong and not clause.cut:
        where = entry.own.row
        reading.faults.append(fault("sdn", where, "Remarks", read.wrong, value=clause.text[:60]))
    return read.norm or "", "about" if read.about else "range" if read.span else ""


def _link(entry: Entry, clause: Clause, reading: _Reading) -> Iterator[Claim]:
    targets = reading.names.get(_same_name(clause.body), [])
    if clause.cut or len(targets) != 1:
        why = "cut" if clause.cut else "ambiguous" if targets else "absent"
        if entry.is_narcotics:
            reading.unresolved.append(Unresolved(entry.ref, clause.body, why))
        schema = SCHEMAS[entry.own.cells[2]]
        quality = "cut" if clause.cut else ""
        yield Claim(entry.own, entry.ref, schema, "note", clause.text, clause.text, quality)
        return
    reading.resolved += entry.is_narcotics
    link = f"{entry.ref}>{targets[0]}"
    yield Claim(entry.own, link, LINK, "source", entry.own.cells[1], None, target=entry.ref)
    yield Claim(entry.own, link, LINK, "target", clause.body, None, target=targets[0])


def said_by(claims: Sequence[Claim]) -> dict[Line, list[Claim]]:
    """Claims by the line they stand on; lines that say nothing we can use are absent."""
    lines: dict[Line, list[Claim]] = {}
    for claim in claims:
        lines.setdefault(claim.line, []).append(claim)
    return lines
