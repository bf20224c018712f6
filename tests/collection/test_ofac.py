"""The shipped editions, read whole, against the counts their publisher's list is known to have."""

import csv
import gzip
import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from khabar.collection.dataset import compare
from khabar.collection.extract import Extract, Unresolved, claims_of, clauses, read_date, read_paper
from khabar.collection.intake import FIELDS, Edition, Entry, ListRefused, read_edition

HERE = Path(__file__).resolve().parents[2]
SHIPPED = HERE / "src/khabar/exercise/data/ofac"
SHARED = HERE.parent / "shared/data/01_ofac_sdn"
TRUTH = SHARED / "truth_2021-07_narcotics"

needs_truth = pytest.mark.skipif(
    not TRUTH.exists(), reason="../shared/data/01_ofac_sdn is absent: OFAC truth tables not checked"
)


def files(edition: str) -> dict[str, bytes]:
    return {name: (SHIPPED / edition / f"{name}.csv.gz").read_bytes() for name in FIELDS}


@cache
def edition(name: str) -> Edition:
    return read_edition(files(name))


@cache
def said(name: str) -> Extract:
    return claims_of(edition(name))


def by_ref(name: str) -> dict[str, Entry]:
    return {entry.ref: entry for entry in edition(name).entries}


def truth(table: str) -> list[dict[str, str]]:
    with (TRUTH / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def narcotics_values(prop: str) -> Counter[tuple[str, str]]:
    entries = by_ref("2021-07")
    return Counter(
        (ref, claim.raw)
        for ref, claims in said("2021-07").claims.items()
        if entries[ref].is_narcotics
        for claim in claims
        if claim.prop == prop
    )


def test_the_edition_of_2021_has_the_rows_the_publisher_counted() -> None:
    assert edition("2021-07").read == {"sdn": 8_976, "alt": 11_910, "add": 13_837}
    assert edition("2021-07").narcotics == 2_304


def test_704_of_707_links_are_followed_and_three_are_listed() -> None:
    assert said("2021-07").resolved == 704
    assert said("2021-07").unresolved == (
        Unresolved("12300", "PROMO RAI", "cut"),
        Unresolved("26402", "SMILE PROPERTY & TRAVEL LTD", "ambiguous"),
        Unresolved("26463", "SMILE PROPERTY & TRAVEL LTD", "ambiguous"),
    )


def test_from_2019_to_2021_the_narcotics_list_changes_as_known() -> None:
    before, after = by_ref("2019-01"), by_ref("2021-07")
    narcotics = {ref for ref, entry in (before | after).items() if entry.is_narcotics}

    update = compare(before, after)

    assert update.counts(narcotics) == {"added": 116, "changed": 15, "lines": 2, "removed": 178}


@needs_truth
def test_the_update_names_the_entries_the_truth_table_names() -> None:
    table = SHARED / "truth_delta_2019-01_to_2021-07_narcotics.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        known = {(row["change"].split(":")[0], row["ent_num"]) for row in csv.DictReader(lines)}
    before, after = by_ref("2019-01"), by_ref("2021-07")
    narcotics = {ref for ref, entry in (before | after).items() if entry.is_narcotics}

    update = compare(before, after)

    found = {
        (kind, ref)
        for kind, refs in (
            ("added", update.added), ("changed", update.changed), ("removed", update.removed),
        )
        for ref in refs & narcotics
    }  # fmt: skip
    assert found == known


@needs_truth
@pytest.mark.parametrize(
    ("table", "prop", "ref", "value"),
    [
        ("aliases", "alias", "answer_ent_num", "query"),
        ("dob", "birthDate", "ent_num", "dob"),
        ("pob", "birthPlace", "ent_num", "pob"),
    ],
)
def test_values_are_those_of_the_truth_table(table: str, prop: str, ref: str, value: str) -> None:
    known = Counter((row[ref], row[value]) for row in truth(table))

    assert narcotics_values(prop) == known


@needs_truth
def test_weak_aliases_are_those_of_the_truth_table_and_flagged() -> None:
    known = Counter((row["answer_ent_num"], row["query"]) for row in truth("weak_aliases"))
    known -= Counter({("11275", "P"): 1})  # the table stops at the apostrophe of "P'U LI"
    known += Counter({("11275", "P'U LI"): 1})

    assert narcotics_values("weakAlias") == known
    assert {
        claim.quality
        for claims in said("2021-07").claims.values()
        for claim in claims
        if claim.prop == "weakAlias"
    } == {"weak"}


@needs_truth
def test_links_lead_where_the_truth_table_leads() -> None:
    known = Counter(
        (row["ent_num"], row["linked_to_ent_num"])
        for row in truth("links")
        if row["linked_to_ent_num"]
    )
    entries = by_ref("2021-07")
    found = Counter(
        (ref, claim.target)
        for ref, claims in said("2021-07").claims.items()
        if entries[ref].is_narcotics
        for claim in claims
        if claim.prop == "target"
    )
    assert found == known


@needs_truth
def test_every_document_of_the_truth_table_is_read_with_its_number_and_issuer() -> None:
    """The table cuts some numbers and types at a blank or bracket; there we read on."""
    entries = by_ref("2021-07")
    exact = 0
    for row in truth("documents"):
        remarks = entries[row["ent_num"]].own.cells[11]
        papers = [read_paper(said.text.removeprefix("alt. ")) for said in clauses(remarks)]
        near = [
            paper
            for paper in papers
            if paper
            and paper.kind.endswith(row["type"])
            and paper.number.startswith(row["number"])
            and (row["issuer"].isdigit() or row["issuer"] in paper.issuer)
        ]
        assert near, row
        exact += any(paper.number == row["number"] and paper.kind == row["type"] for paper in near)
    assert exact >= 2_555  # of 2,588


@needs_truth
def test_addresses_of_narcotics_entries_are_complete() -> None:
    known = json.loads((SHARED / "truth_counts.json").read_text("utf-8"))["addresses"]
    narcotics = [entry for entry in edition("2021-07").entries if entry.is_narcotics]

    assert sum(len(entry.addresses) for entry in narcotics) == known


@pytest.mark.parametrize(
    ("text", "norm", "about", "span"),
    [
        ("24 Aug 1951", "1951-08-24", False, False),
        ("Aug 1951", "1951-08", False, False),
        ("1951", "1951", False, False),
        ("circa 1951", "1951", True, False),
        ("circa 1960-1965", None, True, True),
        ("1961 to 1962", None, False, True),
        ("03 Apr 1961 to 20 May 1961", "1961", False, True),
        ("02 Jan 1961 to 20 Jan 1961", "1961-01", False, True),
    ],
)
def test_a_date_keeps_as_much_as_is_known(
    text: str, norm: str | None, about: bool, span: bool
) -> None:
    read = read_date(text)
    assert (read.norm, read.about, read.span, read.wrong) == (norm, about, span, "")


def test_a_day_no_calendar_has_is_said_to_be_impossible() -> None:
    assert read_date("31.02.2020").wrong == "date-impossible"
    assert read_date("31 Feb 2020").wrong == "date-impossible"
    assert read_date("soon").wrong == "date-unclear"


def test_ethnicity_becomes_no_statement() -> None:
    raws = [claim.raw for claims in said("2021-07").claims.values() for claim in claims]

    assert said("2021-07").sensitive > 0
    assert not [raw for raw in raws if raw.lower().startswith(("ethnicity", "tribe:"))]


def plain(name: str) -> bytes:
    return gzip.decompress(files("2021-07")[name])


def second_row(name: str, change: Callable[[bytes], bytes]) -> bytes:
    rows = plain(name).split(b"\r\n")
    return b"\r\n".join([rows[0], change(rows[1]), *rows[2:]])


@pytest.mark.parametrize(
    ("name", "content", "where", "code"),
    [
        ("sdn", lambda: files("2021-07")["sdn"][:90_000], "sdn.csv:0:", "lists.file-cut"),
        ("sdn", lambda: plain("sdn")[:1_000_000], "sdn.csv:5001:Remarks", "lists.row-cut"),
        ("alt", lambda: b"", "alt.csv:0:", "lists.file-empty"),
        (
            "sdn",
            lambda: plain("sdn").decode().encode("utf-16"),
            "sdn.csv:1:ent_num",
            "lists.encoding",
        ),
        (
            "sdn",
            lambda: second_row("sdn", lambda row: row.replace(b"ANGLO", b"\xc0NGLO")),
            "sdn.csv:2:SDN_Name",
            "lists.encoding",
        ),
        (
            "add",
            lambda: second_row("add", lambda row: row + b',"red"'),
            "add.csv:2:add_remarks",
            "lists.columns",
        ),
        (
            "sdn",
            lambda: b"ent_num,SDN_Name,Colour\r\n" + plain("sdn"),
            "sdn.csv:1:Colour",
            "lists.column-unknown",
        ),
        (
            "add",
            lambda: b"\r\n".join(plain("add").split(b"\r\n")[:9_000]),
            "sdn.csv:5290:ent_num",
            "lists.entry-without-address",
        ),
        (
            "sdn",
            lambda: plain("sdn")[: plain("sdn").index(b"\r\n", 1_000_000) + 2],
            "alt.csv:7629:ent_num",
            "lists.entry-unknown",
        ),
        (
            "alt",
            lambda: second_row("alt", lambda row: row.replace(b'"aka"', b'"???"')),
            "alt.csv:2:alt_type",
            "lists.code-unknown",
        ),
    ],
)
def test_a_spoilt_file_is_refused_whole_and_says_where(
    name: str, content: Callable[[], bytes], where: str, code: str
) -> None:
    with pytest.raises(ListRefused) as wrong:
        read_edition({**files("2021-07"), name: content()})

    assert (wrong.value.faults[0].where, wrong.value.faults[0].code) == (where, code)


def test_a_missing_file_is_named() -> None:
    two = {name: content for name, content in files("2021-07").items() if name != "alt"}

    with pytest.raises(ListRefused) as wrong:
        read_edition(two)

    assert wrong.value.faults[0].code == "lists.file-missing"


def test_the_31st_of_february_is_refused_with_its_row() -> None:
    spoilt = plain("sdn").replace(b"DOB 24 Aug 1951", b"DOB 31.02.2020", 1)
    row = plain("sdn")[: plain("sdn").index(b"DOB 24 Aug 1951")].count(b"\n") + 1

    with pytest.raises(ListRefused) as wrong:
        claims_of(read_edition({**files("2021-07"), "sdn": spoilt}))

    assert wrong.value.faults[0].where == f"sdn.csv:{row}:Remarks"
    assert wrong.value.faults[0].code == "lists.date-impossible"
    assert wrong.value.facts["read"] == {"sdn": 8_976, "alt": 11_910, "add": 13_837}


def test_a_row_cut_right_after_its_last_comma_is_refused() -> None:
    whole = plain("sdn").rstrip(b"\x1a\r\n")
    cut = whole[: whole.rindex(b",") + 1]

    with pytest.raises(ListRefused) as wrong:
        read_edition({**files("2021-07"), "sdn": cut})

    assert wrong.value.faults[0].where.startswith("sdn.csv:8976:")
    assert wrong.value.faults[0].code == "lists.row-cut"
