"""Claims of a published list → drafts of statements, as the ontology says each must be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.collation import StatementDraft, normalise_identifier, prop, script_of
from khabar.collection import Claim, Entry, said_by
from khabar.storage.listed import ListedLine

READ, UNREAD = "read", "unread"  # the two qualities a published value has by itself


def lines_of(entry: Entry, claims: Sequence[Claim], uids: Mapping[str, str]) -> list[ListedLine]:
    """Every line of an entry with what it says; a line that says nothing we use is kept too.

    uids  {"36": entity uid, "36>48": uid of the link between them}
    """
    said = said_by(claims)
    return [
        ListedLine(
            line.text,
            f"{line.file}.csv:{line.row}",
            [_draft(claim, uids) for claim in said.get(line, ())],
        )
        for line in entry.lines
    ]


def _draft(claim: Claim, uids: Mapping[str, str]) -> StatementDraft:
    said = prop(claim.schema, claim.prop)
    norm = _norm(said.kind, said.identifier, claim.plain)
    unread = norm is None and said.kind not in ("ref", "date")
    return StatementDraft(
        entity_uid=uids[claim.about],
        schema=claim.schema,
        prop=claim.prop,
        kind=said.kind,
        value_raw=claim.raw,
        value_norm=norm,
        ref_uid=uids[claim.target] if claim.target else None,
        lang="en",
        script=_script(claim.raw),
        quality=claim.quality or (UNREAD if unread else READ),
    )


def _script(raw: str) -> str | None:
    """The publisher writes ASCII; looking at each letter of 100,000 values would cost seconds."""
    if not raw.isascii():
        return script_of(raw)
    return "Latn" if any(sign.isalpha() for sign in raw) else None


def _norm(kind: str, identifier: str | None, plain: str | None) -> str | None:
    if plain is None:
        return None
    if kind == "identifier":
        return normalise_identifier(identifier or "id", plain).norm
    if kind == "date":
        return plain
    if kind == "number":
        return plain if plain.replace(".", "", 1).isdecimal() else None
    return " ".join(plain.split()).casefold()
