"""`khabar package seal|open|verify`: the same file as by wire; exit 0, 1 refused, 2 wrong use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khabar.cli import run
from khabar.cli.person import keep_session
from khabar.desk.office import account_named, open_session
from khabar.storage.models.collection import Report
from khabar.storage.models.exchange import Parcel
from tests.desk.arriving import FROM_UZ, package
from tests.desk.partners import NUMBER, keep_report, pin_partners
from tests.desk.test_exchange_gate import bad
from tests.desk.test_exchange_sending import opened
from tests.exchange.making import KZ


@pytest.fixture
def home(node: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KHABAR_HOME", str(node))
    pin_partners()
    keep_report()
    account = account_named("latif")
    assert account
    keep_session("latif", open_session(account)[0])
    return node


def khabar(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict, str]:
    code = run(["package", *map(str, words), "--json"])
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else {}, said.err


@pytest.fixture
def came(home: Path, tmp_path: Path):
    def lay(name: str = "in.age", body: bytes | None = None, **how: object) -> Path:
        file = tmp_path / name
        from datetime import UTC, datetime, timedelta

        now = datetime.now(UTC).replace(microsecond=0)
        when = {"created": now, "not_after": now + timedelta(days=30)}
        file.write_bytes(package(**{**when, **how}).body if body is None else body)
        return file

    return lay


def test_seal_writes_one_age_file_that_the_partner_opens(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.age"

    code, said, _ = khabar(capsys, "seal", file, "--to", "UZ", "--report", NUMBER)

    assert (code, said["reports"], said["statements"], said["held_back"]) == (0, 1, 2, 1)
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert opened(file.read_bytes()).msg_id == said["msg_id"]
    assert Parcel.objects.get().state == "handed"  # by hand: the network does not carry it
    assert oct(file.stat().st_mode & 0o777) == "0o600"


def test_seal_never_writes_over_a_file(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.age"
    file.write_text("something of yours")

    code, said, _ = khabar(capsys, "seal", file, "--to", "UZ", "--report", NUMBER)

    assert (code, said["error"]) == (1, "exchange.file-unreadable")
    assert file.read_text() == "something of yours"
    assert Parcel.objects.count() == 0


def test_seal_names_every_report_that_may_not_go(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, err = khabar(capsys, "seal", tmp_path / "x.age", "--to", "UZ", "--report", "NO-1",
                             "--report", "NO-2")  # fmt: skip

    assert code == 1
    assert [one["where"] for one in said["errors"]] == ["reports", "reports"]
    assert "NO-1" in err
    assert "NO-2" in err
    assert not (tmp_path / "x.age").exists()


def test_verify_checks_every_byte_and_keeps_nothing(
    came, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, _ = khabar(capsys, "verify", came())

    assert (code, said["whole"], said["from"], said["kind"]) == (0, True, "UZ", "reports")
    assert Parcel.objects.count() == 0


def test_open_takes_in_what_passes_the_gate(came, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = khabar(capsys, "open", came(load=bad(FROM_UZ)))

    assert code == 0
    assert said["passed"] == ["UZ-MIA-2026-9ABCD"]
    assert said["refused"] == {"UZ-MIA-2026-BAD22": ["exchange.gate-sensitive"]}
    assert [row.number for row in Report.objects.filter(origin_node="UZ")] == ["UZ-MIA-2026-9ABCD"]


def test_open_can_leave_the_deciding_to_the_page(came, capsys: pytest.CaptureFixture[str]) -> None:
    khabar(capsys, "open", came(), "--leave-at-gate")

    assert Parcel.objects.get(direction="in").state == "waiting"
    assert not Report.objects.filter(origin_node="UZ").exists()


def test_open_twice_does_nothing_twice(came, capsys: pytest.CaptureFixture[str]) -> None:
    file = came()
    khabar(capsys, "open", file)

    code, said, err = khabar(capsys, "open", file)

    assert (code, said["error"]) == (1, "exchange.taken-before")
    assert "taken in before" in err
    assert Report.objects.filter(origin_node="UZ").count() == 1


@pytest.mark.parametrize("act", ["open", "verify"])
@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("cut", "cut short"),
        ("tampered", "changed after sealing"),
        ("misdirected", "sealed to another key"),
        ("rubbish", "not a sealed package"),
    ],
)
def test_a_bad_file_is_named_with_its_reason_and_nothing_is_kept(
    came, capsys: pytest.CaptureFixture[str], act: str, damage: str, reason: str
) -> None:
    body = came("whole.age").read_bytes()
    bodies = {
        "cut": body[: len(body) // 2],
        "tampered": body[:-9] + bytes([body[-9] ^ 1]) + body[-8:],
        "misdirected": package(to=KZ).body,
        "rubbish": b"hello",
    }

    code, said, err = khabar(capsys, act, came(f"{damage}.age", bodies[damage]))

    assert code == 1
    assert said["errors"][0]["where"] == f"{damage}.age"
    assert reason in err
    assert f"{damage}.age" in err
    assert Parcel.objects.count() == 0


def test_a_missing_file_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, err = khabar(capsys, "verify", "/nowhere/x.age")

    assert (code, said["error"]) == (1, "exchange.file-unreadable")
    assert "x.age" in err


def test_nobody_logged_in_is_wrong_use(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (home / "sessions" / "latif").unlink()

    code, _, _ = khabar(capsys, "seal", tmp_path / "x.age", "--to", "UZ", "--report", NUMBER)

    assert code == 2
