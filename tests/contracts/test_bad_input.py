"""Bad input, once each from end to end: a clear sentence in the user's language that names file,
row, field and reason; nothing half-kept; counts in = kept + refused.

| bad input | here | and closer by |
|---|---|---|
| OFAC file cut off, wrong-encoded, unknown columns | `khabar import` | tests/collection/test_ofac.py |
| 31.02.2020 | in a form; as the day of an edition | tests/collection/test_dates.py |
| a phone with letters | a statement of a person | tests/collation/test_identifiers.py |
| an empty report | the officer's form | tests/desk/test_report.py |
| a grade off the scale | the evaluator's desk | tests/desk/test_evaluate.py |
| a package cut, tampered with, for someone else | `khabar package open` | tests/faults/test_package_arrival.py |
| a package sent twice | `khabar package open` | tests/exchange/test_package_command.py |
"""  # noqa: E501 – the rows of a table

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps

from khabar.cli import run
from khabar.collection import ItemDraft, ReportDraft
from khabar.core.errors import Invalid
from khabar.desk.collate import state_thing
from khabar.desk.evaluate import grade_item
from khabar.desk.report import submit_report
from khabar.safeguards import Purpose
from khabar.words import LANGUAGES, say
from tests.collation.ground import accepted
from tests.conftest import Seats
from tests.desk.arriving import package
from tests.desk.editions import of_2021
from tests.desk.test_lists_doors import folder
from tests.desk.test_lists_doors import keeper as keeper  # a home in which the keeper is logged in
from tests.exchange.making import KZ
from tests.exchange.test_package_command import came as came  # lays a sealed file
from tests.exchange.test_package_command import home as home  # the liaison is logged in
from tests.exchange.test_package_command import khabar

TRACES = ("ledger_entry", "ledger_head", "cli_session", "django_session", "label")
SEEN = ItemDraft(text="Двое перевели осла через брод.", how_known="seen", known_to="3-10")


def row_counts() -> dict[str, int]:
    """Rows of every table but the traces that every attempt leaves."""
    return {
        model._meta.db_table: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.managed and model._meta.db_table not in TRACES
    }


def sentences(wrong: Invalid, language: str) -> dict[str, str]:
    """What a page says beside each field."""
    return {
        fault.where: say(f"error.{fault.code}", language, **fault.facts) for fault in wrong.faults
    }


# --- an official list


def cut_off(files: dict[str, bytes]) -> None:
    files["sdn"] = files["sdn"][: files["sdn"].rindex(b'"') - 20]


def packed_and_cut_off(files: dict[str, bytes]) -> None:
    packed = gzip.compress(files["sdn"])
    files["sdn"] = packed[: len(packed) // 2]


def wrong_encoded(files: dict[str, bytes]) -> None:
    files["sdn"] = files["sdn"].replace(b"CLAN", "КЛАН".encode("cp1251"), 1)


def unknown_columns(files: dict[str, bytes]) -> None:
    files["sdn"] = b"ent_num,SDN_Name,Colour\r\n" + files["sdn"]


@pytest.mark.parametrize(
    ("spoil", "language", "words"),
    [
        (cut_off, "en", "the row ends in the middle of a field"),
        (packed_and_cut_off, "ru", "обрезан"),
        (wrong_encoded, "uz", "UTF-8 matni emas"),
        (unknown_columns, "tg", "сутуни «Colour» номаълум аст"),
    ],
)
def test_a_spoilt_list_is_refused_whole(
    keeper: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[dict[str, bytes]], None],
    language: str,
    words: str,
) -> None:
    files = of_2021().copy()
    spoil(files)
    where, before = folder(tmp_path / "edition", files), row_counts()

    code = run(
        ["--language", language, "import", "ofac", str(where), "--as-of", "2021-07-07", "--json"]
    )

    heard = capsys.readouterr()
    said = json.loads(heard.out)
    (first, *_) = said["errors"]
    assert code == 1
    assert first["file"] == "sdn.csv"
    assert first["field"] or first["row"] == 0  # a packed file that is cut has no rows to name
    assert words in first["reason"]
    assert "sdn.csv" in heard.err
    assert said["read"] == {file: said["kept"][file] + said["refused"][file] for file in files}
    assert set(said["kept"].values()) == {0}
    assert row_counts() == before


# --- forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_no_calendar_has_and_an_empty_report(sit: Seats, language: str) -> None:
    rustam, before = sit("rustam"), row_counts()

    with pytest.raises(Invalid) as dated:
        submit_report(rustam, ReportDraft(items=(SEEN,), when="31.02.2020", where="Ford"))
    with pytest.raises(Invalid) as empty:
        submit_report(rustam, ReportDraft(items=()))

    assert "31.02.2020" in sentences(dated.value, language)["when"]
    assert sentences(empty.value, language)["text_1"] == say(
        "error.collection.text-empty", language
    )
    assert row_counts() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_with_letters(sit: Seats, language: str) -> None:
    item, zarina = accepted(sit), sit("zarina", Purpose.CASE)
    before = row_counts()

    with pytest.raises(Invalid) as wrong:
        state_thing(
            zarina, item=item, schema_name="Person", values={"name": "Nargis", "phone": "00O 41B"}
        )

    assert "00O 41B" in sentences(wrong.value, language)["phone"]
    assert row_counts() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_grade_off_the_scale(sit: Seats, language: str) -> None:
    form = ReportDraft(items=(SEEN,), when="17.10.2026", where="Ford", useful="36h")
    (item,) = submit_report(sit("rustam"), form).items
    before = row_counts()

    with pytest.raises(Invalid) as wrong:
        grade_item(sit("madina", Purpose.REVIEW), item=item.uid, source="Z", information="9")

    said = sentences(wrong.value, language)
    assert all(word in said["source"] for word in ("Z", "4x4", "A"))
    assert all(word in said["information"] for word in ("9", "4x4", "1"))
    assert row_counts() == before


# --- packages


def cut(body: bytes) -> bytes:
    return body[: len(body) // 2]


def tampered(body: bytes) -> bytes:
    return body[:-9] + bytes([body[-9] ^ 1]) + body[-8:]


def for_someone_else(_body: bytes) -> bytes:
    return bytes(package(to=KZ).body)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (cut, "exchange.package-cut"),
        (tampered, "exchange.package-tampered"),
        (for_someone_else, "exchange.package-wrong-key"),
    ],
)
def test_a_spoilt_package_keeps_nothing(
    came: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[bytes], bytes],
    code: str,
) -> None:
    file = came("spoilt.age", spoil(came("whole.age").read_bytes()))
    before = row_counts()

    left, said, heard = khabar(capsys, "open", file)

    assert (left, said["error"]) == (1, code)
    assert said["errors"][0]["where"] == "spoilt.age"
    assert heard.startswith("khabar: spoilt.age: ")
    assert all(say(f"error.{code}", language) for language in LANGUAGES)
    assert row_counts() == before


def test_a_package_sent_twice_is_kept_once(
    came: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = came()
    khabar(capsys, "open", file)
    before = row_counts()

    left, said, heard = khabar(capsys, "open", file)

    assert (left, said["error"]) == (1, "exchange.taken-before")
    assert "taken in before" in heard
    assert row_counts() == before
