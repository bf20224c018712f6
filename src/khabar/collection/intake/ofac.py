"""Read the three files of one edition of the OFAC list, whole or not at all.

comes in   sdn.csv, alt.csv, add.csv as bytes, gzipped or not
goes out   Edition: one Entry per listed name, with its own line, its aliases and addresses
never      mends: a file that is cut, wrongly encoded or of another shape is refused, and every
           fault names file, row, field and reason
Source     the publisher's description of the delimited files (exercise/data/ofac/NOTICE.txt)
"""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from khabar.collection.intake.files import field_at, open_text
from khabar.core.errors import Fault, Invalid, refuse_faults

FIELDS: dict[str, tuple[str, ...]] = {
    "sdn": (
        "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type",
        "Tonnage", "GRT", "Vess_flag", "Vess_owner", "Remarks",
    ),
    "alt": ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"),
    "add": ("ent_num", "add_num", "Address", "City", "Country", "add_remarks"),
}  # fmt: skip
NUMBERS = {"sdn": 1, "alt": 2, "add": 2}  # the leading fields that are numbers
NULLS = frozenset({"-0-", "-0", ""})  # "-0": the last row of a file whose blanks were trimmed
TYPES = frozenset({"", "individual", "vessel", "aircraft"})
ALIASES = frozenset({"aka", "fka", "nka"})
NARCOTICS = frozenset({"SDNT", "SDNTK"})
SHOWN = 50


class ListRefused(Invalid):
    """The edition cannot be taken, and nothing of it is kept.

    facts   read {"sdn": rows, …}: all of them are refused
    """

    code = "lists.refused"


class Line(NamedTuple):
    """One row of one file, as it came and as it was read.

    row    counted from 1, as an editor shows it
    text   the row without its line end
    cells  the fields, blanks trimmed; "" where the publisher wrote null
    """

    file: str
    row: int
    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Everything one edition says about one listed name.

    ref           the publisher's number; the same in every edition
    own, aliases, addresses   the row of sdn.csv, then rows of alt.csv and add.csv in file order
    own_digest    changes when the row in sdn.csv changes
    lines_digest  changes when any row changes; the order of rows does not matter
    """

    ref: str
    own: Line
    aliases: tuple[Line, ...]
    addresses: tuple[Line, ...]
    own_digest: str
    lines_digest: str

    @property
    def lines(self) -> tuple[Line, ...]:
        return (self.own, *self.aliases, *self.addresses)

    @property
    def programmes(self) -> tuple[str, ...]:
        return tuple(self.own.cells[3].replace("[", " ").replace("]", " ").split())

    @property
    def is_narcotics(self) -> bool:
        return not NARCOTICS.isdisjoint(self.programmes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition, complete and sound. `read` counts the rows of each file."""

    entries: tuple[Entry, ...]
    read: dict[str, int] = field(default_factory=dict)

    @property
    def narcotics(self) -> int:
        return sum(entry.is_narcotics for entry in self.entries)


def read_edition(files: Mapping[str, bytes]) -> Edition:
    """Read one edition.

    files   {"sdn": …, "alt": …, "add": …}; each may be gzipped
    →       entries in the order of sdn.csv

    Raises  ListRefused with every fault (the first 50 of them, and how many there were).
    """
    faults: list[Fault] = []
    rows = {name: _rows(name, files.get(name), faults) for name in FIELDS}
    if not faults:
        faults.extend(_strangers(rows))
    refuse(faults, {name: len(found) for name, found in rows.items()})
    return Edition(
        entries=tuple(_entries(rows)), read={name: len(found) for name, found in rows.items()}
    )


def refuse(faults: list[Fault], read: dict[str, int]) -> None:
    """Raise ListRefused when there are faults; used again after the remarks were read."""
    if faults:
        raise ListRefused(*faults[:SHOWN], read=read, faults=len(faults))
    refuse_faults(())


def fault(file: str, row: int, name: str, code: str, **facts: object) -> Fault:
    """A fault at "sdn.csv:12:Remarks"; the same three stand in its facts for the sentence."""
    facts = {"file": f"{file}.csv", "row": row, "field": name, **facts}
    return Fault(where=f"{file}.csv:{row}:{name}", code=f"lists.{code}", facts=facts)


def _rows(name: str, content: bytes | None, faults: list[Fault]) -> list[Line]:
    if content is None:
        faults.append(fault(name, 0, "", "file-missing"))
        return []
    text = open_text(name, content, FIELDS[name], faults)
    lines: list[Line] = []
    for row, line in enumerate(text, start=1):
        if not line or (row == 1 and _is_header(name, line, faults)):
            continue
        try:
            cells = next(csv.reader([line], strict=True), [])
        except csv.Error:
            cells = []
            faults.append(fault(name, row, field_at(FIELDS[name], line), "row-cut"))
        if cells and not cells[-1]:  # the publisher writes -0- for nothing: this line was cut
            faults.append(fault(name, row, field_at(FIELDS[name], line), "row-cut"))
            cells = []
        read = tuple("" if cell.strip() in NULLS else cell.strip() for cell in cells)
        lines.append(Line(name, row, line, read))
        if cells:
            faults.extend(_row_faults(lines[-1]))
    if not lines and not faults:
        faults.append(fault(name, 0, "", "file-empty"))
    return lines


def _is_header(name: str, line: str, faults: list[Fault]) -> bool:
    """A row of names is not the publisher's custom: taken when every name is known."""
    names = [cell.strip() for cell in line.split(",")]
    if names[0] != "ent_num":
        return False
    known = (*FIELDS[name], "City/State/Province/PostalCode")
    faults.extend(
        fault(name, 1, column[:40], "column-unknown") for column in names if column not in known
    )
    return True


def _row_faults(line: Line) -> Iterator[Fault]:
    names = FIELDS[line.file]
    if len(line.cells) != len(names):
        yield fault(
            line.file, line.row, names[min(len(line.cells), len(names)) - 1], "columns",
            expected=len(names), found=len(line.cells),
        )  # fmt: skip
        return
    for place in range(NUMBERS[line.file]):
        if not line.cells[place].isdecimal():
            yield fault(
                line.file, line.row, names[place], "not-a-number", value=line.cells[place][:40]
            )
    if line.file == "sdn" and not line.cells[1]:
        yield fault("sdn", line.row, "SDN_Name", "name-empty")
    if line.file == "sdn" and line.cells[2] not in TYPES:
        yield fault("sdn", line.row, "SDN_Type", "code-unknown", value=line.cells[2][:40])
    if line.file == "alt" and line.cells[2] not in ALIASES:
        yield fault("alt", line.row, "alt_type", "code-unknown", value=line.cells[2][:40])


def _strangers(rows: dict[str, list[Line]]) -> Iterator[Fault]:
    """Rows that do not fit together: how a file cut at the end of a line gives itself away."""
    known: set[str] = set()
    for line in rows["sdn"]:
        if line.cells[0] in known:
            yield fault("sdn", line.row, "ent_num", "entry-twice", value=line.cells[0])
        known.add(line.cells[0])
    for name in ("alt", "add"):
        for line in rows[name]:
            if line.cells[0] not in known:
                yield fault(name, line.row, "ent_num", "entry-unknown", value=line.cells[0])
    placed = {line.cells[0] for line in rows["add"]}
    for line in rows["sdn"]:
        if line.cells[0] not in placed:  # the publisher writes a row even when it knows no address
            yield fault("sdn", line.row, "ent_num", "entry-without-address", value=line.cells[0])


def _entries(rows: dict[str, list[Line]]) -> Iterator[Entry]:
    beside: dict[str, dict[str, list[Line]]] = {"alt": {}, "add": {}}
    for name, by_ref in beside.items():
        for line in rows[name]:
            by_ref.setdefault(line.cells[0], []).append(line)
    for own in rows["sdn"]:
        aliases = tuple(beside["alt"].get(own.cells[0], ()))
        addresses = tuple(beside["add"].get(own.cells[0], ()))
        yield Entry(
            ref=own.cells[0],
            own=own,
            aliases=aliases,
            addresses=addresses,
            own_digest=_digest([own.cells]),
            lines_digest=_digest(sorted(line.cells for line in (own, *aliases, *addresses))),
        )


def _digest(cells: list[tuple[str, ...]]) -> str:
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode()).hexdigest()
