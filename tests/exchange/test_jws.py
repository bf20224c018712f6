"""One signature form, nothing to choose."""

from __future__ import annotations

import base64
import json

import pytest

from khabar.exchange.sealing import SignatureRefused, claimed, sign, verified
from tests.exchange.making import KZ, TJ

TOKEN = sign(b'{"a":1}', kind="receipt", key=TJ.signing)


def b64(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def refused(token: str, *, kind: str = "receipt", node: object = TJ) -> None:
    with pytest.raises(SignatureRefused):
        verified(token, kind=kind, key=node.signing.public_key())


def test_what_was_signed_comes_back_byte_for_byte() -> None:
    assert verified(TOKEN, kind="receipt", key=TJ.signing.public_key()) == b'{"a":1}'
    assert claimed(TOKEN) == b'{"a":1}'


def test_a_receipt_is_never_taken_for_a_manifest() -> None:
    refused(TOKEN, kind="manifest")


def test_another_nodes_key_does_not_verify() -> None:
    refused(TOKEN, node=KZ)


@pytest.mark.parametrize("alg", ["none", "HS256", "ES256", "RS256", "Ed448", "eddsa"])
def test_the_sender_cannot_choose_the_algorithm(alg: str) -> None:
    _, body, mark = TOKEN.split(".")
    refused(f"{b64({'alg': alg, 'typ': 'khabar-receipt+jws'})}.{body}.{mark}")


@pytest.mark.parametrize("extra", [{"crit": ["b64"], "b64": False}, {"jwk": {}}, {"jku": "x"}])
def test_a_header_with_anything_more_is_refused_even_when_well_signed(extra: object) -> None:
    head = json.loads(base64.urlsafe_b64decode(TOKEN.split(".")[0] + "=="))
    body = f"{b64({**head, **extra})}.{b64(b'{}')}"
    refused(f"{body}.{b64(TJ.signing.sign(body.encode()))}")


@pytest.mark.parametrize(
    "token", ["", ".", "..", "a.b", "a.b.c.d", f"{TOKEN}=", f"{TOKEN} ", TOKEN.replace("-", "+"),
              TOKEN[:-1], f"\u0430{TOKEN[1:]}", "x" * 200_000]
)  # fmt: skip
def test_another_spelling_of_a_token_is_refused(token: str) -> None:
    if token != TOKEN:
        refused(token)


def test_spare_bits_in_the_last_character_are_refused() -> None:
    head, body, mark = TOKEN.split(".")
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    same_bytes = mark[:-1] + last[last.index(mark[-1]) + 1]
    refused(f"{head}.{body}.{same_bytes}")
