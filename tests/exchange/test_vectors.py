"""Negative cryptography from public vectors: age (CCTV), Ed25519 and JWS (Wycheproof)."""

from __future__ import annotations

import gzip
import json
import tarfile
import zlib
from collections.abc import Iterator
from typing import Any

import pyrage
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from khabar.exchange.sealing import PackageRefused, SignatureRefused, sign, verified
from khabar.exchange.sealing.envelope import must_be_whole
from tests.exchange.vectors import vectors

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def wycheproof(name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    with gzip.open(vectors(name)) as file:
        groups = json.load(file)["testGroups"]
    for group in groups:
        for case in group["tests"]:
            yield group, case


def test_ed25519_judges_as_wycheproof_does() -> None:
    wrong = []
    for group, case in wycheproof("wycheproof_ed25519_test.json.gz"):
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(group["publicKey"]["pk"]))
        try:
            key.verify(bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))
            valid = True
        except InvalidSignature:
            valid = False
        if valid != (case["result"] == "valid"):
            wrong.append(case["tcId"])

    assert wrong == []


def test_no_foreign_jws_passes_whatever_its_algorithm() -> None:
    """RS, PS, HS, ES and "none" are all refused: there is one form and one algorithm."""
    tried = 0
    for _, case in wycheproof("wycheproof_json_web_signature_test.json.gz"):
        tried += 1
        with pytest.raises(SignatureRefused):
            verified(str(case["jws"]), kind="manifest", key=KEY.public_key())

    assert tried == 401


def test_rfc_8037_example_signature_is_reproduced() -> None:
    """RFC 8037 appendix A.4, without its header: same key, same algorithm."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    token = sign(b"Example of Ed25519 signing", kind="test",
                 key=Ed25519PrivateKey.from_private_bytes(seed))  # fmt: skip

    assert token.split(".")[1] == "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"


def test_age_files_are_judged_as_cctv_does() -> None:
    """Ours may be stricter than the format, never laxer.

    Passphrase and post-quantum files are not ours and are counted apart; the padding rule
    of our packages is switched off, as the vectors know nothing of it.
    """
    laxer, stricter, tried = [], [], 0
    with tarfile.open(vectors("age_cctv.tar.gz")) as archive:
        for member in archive:
            if not member.isfile():
                continue
            told, body = cctv(archive.extractfile(member).read())  # type: ignore[union-attr]
            if not told.get("identity", "").startswith("AGE-SECRET-KEY-1") or "armored" in told:
                continue
            tried += 1
            taken = opens(body, told["identity"])
            if taken and told["expect"] != "success":
                laxer.append(member.name)
            if not taken and told["expect"] == "success":
                stricter.append(member.name)

    assert laxer == []
    assert stricter == []
    assert tried > 60


def cctv(raw: bytes) -> tuple[dict[str, str], bytes]:
    head, _, body = raw.partition(b"\n\n")
    told = dict(line.split(": ", 1) for line in head.decode().splitlines())
    return told, zlib.decompress(body) if told.get("compressed") == "zlib" else body


def opens(body: bytes, identity: str) -> bool:
    try:
        must_be_whole(body)
    except PackageRefused as refused:
        if refused.code == "exchange.package-not-age":
            return False
    try:
        pyrage.decrypt(body, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError:
        return False
    return True
