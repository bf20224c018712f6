"""Package: what stands in it, line by line, and who it says it is from and for.

A manifest and one or more parts. Reports travel as NDJSON: each distinct label once, then
report, its items, their statements. Grade, label and originator stand once per report or
item. Only sanitised text has a field to travel in; the text as first written has none.

Source  exchange.md sections 3 and 4
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from khabar.core.errors import Fault
from khabar.exchange.sealing import (
    JsonRefused,
    Opened,
    PackageRefused,
    Sealed,
    as_bytes,
    open_package,
    read_lines,
    read_object,
    read_record,
    seal_package,
)
from khabar.exchange.sealing.envelope import Part, part_of
from khabar.exchange.trust import Peer, peer_named

VERSION = 1
REPORTS, REQUEST, ANSWER, NOTICE = "reports", "request", "answer", "notice"
KINDS = (REPORTS, REQUEST, ANSWER, NOTICE)
CODE = re.compile(r"[A-Z][A-Z0-9-]{1,15}")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
TEXT = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The signed head of a package.

    kind      reports, request, answer or notice: what the single part holds
    sender    node code; to: node codes, under the signature, so nobody can pass it on as theirs
    seq       counts this sender's packages to this recipient; prev: msg_id of the one before
    by        opaque id of the acting user; unit: theirs
    refs      msg_ids it answers or continues
    purpose   what it may be used for, in words
    """

    v: int
    kind: str
    sender: str
    to: tuple[str, ...]
    seq: int
    prev: str | None
    created: datetime
    not_after: datetime
    purpose: str
    by: str
    unit: str
    refs: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLine:
    """A label by number. level and handling by name; releasable: node codes."""

    k: str
    n: int
    level: str
    originator: str
    handling: str
    releasable: tuple[str, ...]
    compartment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report's header. offence and ground are the predicate it was collected under."""

    k: str
    id: str
    label: int
    number: str
    version: int
    agency: str
    unit: str
    event_text: str
    event_precision: str
    event_zone: str
    event_from: datetime
    event_to: datetime
    place: str
    obtained_at: datetime | None
    recorded_at: datetime
    legal_basis: str
    offence: str
    ground: str
    urgency: int
    useful_until: datetime | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One graded item. text is the sanitised text; origin: equal numbers, same origin.

    The number means something inside this package only: it cannot link a source over time.
    """

    k: str
    id: str
    report: str
    label: int
    seq: int
    text: str
    how_known: str
    known_to: str
    origin: int
    scheme: str
    source: str
    information: str
    graded_at: datetime
    evaluator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One statement of an item. entity and ref are the sender's ids, never ours.

    schema is the entity's. Only what was written travels: the receiver reads the value anew
    by its own rules, so a sender cannot choose how we compare.
    """

    k: str
    id: str
    item: str
    label: int
    entity: str
    schema: str
    prop: str
    raw: str
    ref: str | None
    valid_from: str | None
    valid_to: str | None
    lang: str | None
    polarity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The reports of one package, read. Every line belongs to a line before it."""

    labels: tuple[LabelLine, ...]
    reports: tuple[ReportLine, ...]
    items: tuple[ItemLine, ...]
    statements: tuple[StatementLine, ...]

    def items_of(self, report: ReportLine) -> tuple[ItemLine, ...]:
        return tuple(item for item in self.items if item.report == report.id)

    def statements_of(self, item: ItemLine) -> tuple[StatementLine, ...]:
        return tuple(one for one in self.statements if one.item == item.id)

    def label(self, number: int) -> LabelLine:
        return next(one for one in self.labels if one.n == number)


Line = LabelLine | ReportLine | ItemLine | StatementLine
LINE_SHAPES: dict[str, type[Line]] = {
    "label": LabelLine,
    "report": ReportLine,
    "item": ItemLine,
    "stmt": StatementLine,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An opened package: manifest read, parts whole, addressed to us, from a pinned peer."""

    msg_id: str
    token: str
    manifest: Manifest
    parts: Mapping[str, bytes]

    @property
    def content(self) -> bytes:
        return self.parts[self.manifest.parts[0].name]


def seal(
    manifest: Manifest, content: bytes, *, key: Ed25519PrivateKey, recipients: Iterable[str]
) -> Sealed:
    """Seal one content part under this manifest.

    manifest    its `parts` is ignored and written anew from the content
    →           the age file, the signed manifest and its msg_id
    """
    name = f"{manifest.kind}.ndjson"
    fields = {one: getattr(manifest, one) for one in Manifest.__dataclass_fields__}
    whole = Manifest(**{**fields, "parts": (part_of(name, content),)})
    return seal_package(as_bytes(whole), [content], key=key, recipients=recipients)


def unseal(
    body: bytes,
    *,
    me: str,
    identity: pyrage.x25519.Identity,
    peers: Mapping[str, Peer],
    now: datetime,
) -> Package:
    """Open a package that a pinned peer addressed to this node, or refuse all of it.

    Raises  PackageRefused (cut, tampered, wrong-key, not-for-us, expired, unknown version),
            SignatureRefused, JsonRefused, PeerUnknown.
    """
    opened: Opened = open_package(
        body,
        identity=identity,
        key_of=lambda raw: peer_named(_sender(raw), peers).signing,
        parts_of=lambda raw: _manifest(raw).parts,
    )
    manifest = _manifest(opened.manifest)
    if me not in manifest.to:
        raise _refused("exchange.package-not-for-us", to=", ".join(manifest.to), me=me)
    if manifest.not_after < now:
        raise _refused("exchange.package-expired", until=manifest.not_after)
    return Package(msg_id=opened.msg_id, token=opened.token, manifest=manifest, parts=opened.parts)


def load_bytes(load: Load) -> bytes:
    """The reports part: labels, then reports, items, statements, one JSON object a line."""
    lines = (*load.labels, *load.reports, *load.items, *load.statements)
    return b"".join(as_bytes(line) + b"\n" for line in lines)


def read_load(raw: bytes, *, name: str = "reports.ndjson") -> Load:
    """The reports of a part. All or nothing.

    Raises  JsonRefused naming part, line and field: unknown kind of line, a line that cites
            a label, report or item not seen before it, an id twice.
    """
    kept: list[Line] = []
    seen: set[tuple[str, object]] = set()
    for place, given in read_lines(raw, name=name):
        kind = str(given.get("k"))
        if kind not in LINE_SHAPES:
            raise _bad(place, "k")
        line: Line = read_record(LINE_SHAPES[kind], given, where=place)
        if wrong := _out_of_bounds(line):
            raise _bad(place, wrong)
        for field, cited in _cites(line):
            if cited not in seen:
                raise _bad(place, field)
        own = (kind, line.n if isinstance(line, LabelLine) else line.id)
        if own in seen:
            raise _bad(place, "id")
        seen.add(own)
        if isinstance(line, StatementLine):
            seen.add(("entity", line.entity))
        kept.append(line)
    for line in kept:
        if isinstance(line, StatementLine) and line.ref and ("entity", line.ref) not in seen:
            raise _bad(name, "ref")  # a link to something of which nothing is said
    return Load(
        labels=tuple(one for one in kept if isinstance(one, LabelLine)),
        reports=tuple(one for one in kept if isinstance(one, ReportLine)),
        items=tuple(one for one in kept if isinstance(one, ItemLine)),
        statements=tuple(one for one in kept if isinstance(one, StatementLine)),
    )


def _out_of_bounds(line: Line) -> str:
    """The first field whose value no table of ours could hold, "" when all fit."""
    if isinstance(line, LabelLine):
        fits = {"originator": 0 < len(line.originator) <= 80, "compartment":
                len(line.compartment) <= 40, "releasable": len(line.releasable) <= 20}  # fmt: skip
    elif isinstance(line, ReportLine):
        fits = {"version": 0 < line.version < 1000, "urgency": line.urgency in range(5),
                "number": 0 < len(line.number) <= 48}  # fmt: skip
    elif isinstance(line, ItemLine):
        fits = {"seq": 0 <= line.seq <= 9999, "text": 0 < len(line.text) <= TEXT}
    else:
        fits = {"valid_from": _is_day(line.valid_from), "valid_to": _is_day(line.valid_to),
                "lang": len(line.lang or "") <= 8, "raw": len(line.raw) <= TEXT}  # fmt: skip
    return next((field for field, good in fits.items() if not good), "")


def _is_day(text: str | None) -> bool:
    return text is None or bool(_DAY.fullmatch(text))


def _cites(line: Line) -> list[tuple[str, tuple[str, object]]]:
    if isinstance(line, LabelLine):
        return []
    cited: list[tuple[str, tuple[str, object]]] = [("label", ("label", line.label))]
    if isinstance(line, ItemLine):
        cited.append(("report", ("report", line.report)))
    if isinstance(line, StatementLine):
        cited.append(("item", ("item", line.item)))
    return cited


def _manifest(raw: bytes) -> Manifest:
    manifest = read_record(Manifest, read_object(raw, where="manifest"), where="manifest")
    if manifest.v != VERSION:
        raise _refused("exchange.package-version", v=manifest.v)
    if manifest.kind not in KINDS or len(manifest.parts) != 1 or manifest.parts[0].size < 1:
        raise _bad("manifest", "kind")
    if not 0 < manifest.seq < 2**31:
        raise _bad("manifest", "seq")
    if not all(CODE.fullmatch(code) for code in (manifest.sender, *manifest.to)):
        raise _bad("manifest", "to")
    return manifest


def _sender(raw: bytes) -> str:
    return str(read_object(raw, where="manifest").get("sender"))


def _bad(place: str, field: str) -> JsonRefused:
    return JsonRefused(Fault(where=f"{place}:{field}", code="exchange.field-wrong"))


def _refused(code: str, **facts: object) -> PackageRefused:
    return PackageRefused(Fault(where="", code=code, facts=facts), code=code, **facts)
