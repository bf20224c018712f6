"""The statement: one claim about one entity, citing one item of one report."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from khabar.collation.dates import normalise_date
from khabar.collation.identifiers import normalise_identifier
from khabar.collation.names import name_keys, script_of
from khabar.collation.ontology import Prop, prop
from khabar.core.errors import Fault

SAYS, DENIES = 1, -1
READ, UNREAD, ABOUT, CHECK = "read", "unread", "about", "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDraft:
    """A claim before it is kept.

    entity_uid  the thing or link it is about; a new uid makes a new entity
    kind        of the property: name text date country code number identifier ref
    value_raw   as written, never changed; for a ref the words that named the other end
    value_norm  comparable form; None when it could not be read
    ref_uid     the other entity, for kind "ref"
    valid_from, valid_to    ISO prefixes ("2019", "2019-04-02"): when it was so; None = not said
    lang        "tg", "ru" …; script "Latn" "Cyrl" "Arab"; None = not known or no matter
    polarity    SAYS, or DENIES: "he is NOT the owner"
    quality     READ, UNREAD (kept, found as text), ABOUT (circa), CHECK (a check digit is wrong)
    """

    entity_uid: str
    schema: str
    prop: str
    kind: str
    value_raw: str
    value_norm: str | None = None
    ref_uid: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    lang: str | None = None
    script: str | None = None
    polarity: int = SAYS
    quality: str = READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim that was kept: append-only, random uid.

    item        uid of the item it cites: its grade is read through the item
    method      typed | import | extracted | partner
    asserted_by account id; None for a partner's
    """

    uid: str
    draft: StatementDraft
    item: str
    method: str
    claim_digest: str
    asserted_at: datetime
    asserted_by: int | None
    label: int
    origin_node: str


def claim_digest(draft: StatementDraft, item: str) -> str:
    """Same item, same entity, same words: the same claim. For finding doubles; not unique.

    →   64 hexadecimal digits, SHA-256
    """
    claim = [
        item,
        draft.entity_uid,
        draft.prop,
        draft.ref_uid or draft.value_raw,
        draft.valid_from,
        draft.valid_to,
        draft.polarity,
    ]
    return hashlib.sha256(json.dumps(claim, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A draft, with what was wrong in its value: the value is kept all the same."""

    draft: StatementDraft
    fault: Fault | None = None


def draft(
    entity_uid: str,
    schema: str,
    prop_name: str,
    text: str,
    *,
    ref_uid: str | None = None,
    country: str | None = None,
    valid_from: str | None = None,
    valid_to: str | None = None,
    lang: str | None = None,
    polarity: int = SAYS,
) -> Drafted:
    """Make a draft as the ontology says it must be read: raw beside norm.

    text     the value as written; for a link's end the words that named the other thing
    country  two letters, for phone numbers without a country code
    →        the draft and, when the value could not be read or fails its check, the fault

    Raises   SchemaUnknown, PropUnknown.
    """
    said = prop(schema, prop_name)
    norm, quality, fault = _read(said, text, country)
    made = StatementDraft(
        entity_uid=entity_uid,
        schema=schema,
        prop=prop_name,
        kind=said.kind,
        value_raw=text,
        value_norm=norm,
        ref_uid=ref_uid,
        valid_from=valid_from,
        valid_to=valid_to,
        lang=lang,
        script=script_of(text),
        polarity=polarity,
        quality=quality,
    )
    return Drafted(draft=made, fault=fault)


def keys_of(draft: StatementDraft) -> Iterator[tuple[str, str]]:
    """The (kind, key) pairs by which search finds this statement; none for plain text."""
    if draft.kind == "name":
        yield from name_keys(draft.value_raw)
    elif draft.kind == "identifier":
        kind = prop(draft.schema, draft.prop).identifier or "id"
        yield from number_keys(kind, draft.value_norm, draft.value_raw)


def number_keys(kind: str, norm: str | None, raw: str) -> Iterator[tuple[str, str]]:
    """The (kind, key) pairs of a number; one that could not be read is found as it is written."""
    if norm is None:
        yield "text", raw.strip().casefold()
        return
    yield kind, norm
    bare = "".join(sign for sign in norm if sign.isdigit())
    if kind == "list" and bare and bare != norm:
        yield kind, bare  # people quote an entry of a list by its bare number


def _read(said: Prop, text: str, country: str | None) -> tuple[str | None, str, Fault | None]:
    if said.kind == "identifier":
        number = normalise_identifier(said.identifier or "id", text, country, field=said.name)
        quality = READ if not number.fault else CHECK if number.norm else UNREAD
        return number.norm, quality, number.fault
    if said.kind == "date":
        dated = normalise_date(text, field=said.name)
        quality = ABOUT if dated.about else READ if dated.norm else UNREAD
        return dated.norm, quality, dated.fault
    if said.kind == "number":
        number_norm = _number(text)
        fault = None if number_norm else _not_a_number(said.name, text)
        return number_norm, READ if number_norm else UNREAD, fault
    if said.kind == "ref":
        return None, READ, None
    return " ".join(text.split()).casefold(), READ, None


def _number(text: str) -> str | None:
    plain = "".join(text.split())
    thousands = re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", plain)
    try:
        value = float(plain.replace(",", "" if thousands else "."))
    except ValueError:
        return None
    return f"{value:.15g}" if value == value and abs(value) < 1e15 else None


def _not_a_number(field: str, text: str) -> Fault:
    return Fault(where=field, code="collation.not-a-number", facts={"text": text})
