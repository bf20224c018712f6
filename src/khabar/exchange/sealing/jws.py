"""One signature form: compact JWS, Ed25519, nothing for the sender to choose.

The protected header is never parsed. The verifier knows key and kind, so it knows the only
header that may stand there and compares bytes: no algorithm to confuse, no `crit`, no `jwk`.

Source  RFC 7515 (compact serialisation), RFC 8037 (EdDSA); exchange.md section 4
"""

from __future__ import annotations

import base64
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from khabar.core.errors import Invalid

TOKEN_BYTES = 128_000


class SignatureRefused(Invalid):
    """Not signed by this key for this kind of message, or not in the one form we read."""

    code = "exchange.signature-refused"


def kid_of(key: Ed25519PublicKey) -> str:
    """The key's short name: first 16 hexadecimal digits of SHA-256 over its 32 bytes."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def sign(payload: bytes, *, kind: str, key: Ed25519PrivateKey) -> str:
    """The compact token over exactly these bytes.

    kind   what is signed, "manifest", "route", "receipt", "card": a token of one kind is
           never accepted as another
    """
    head = _header(kind, key.public_key())
    body = f"{head}.{_text(payload)}"
    return f"{body}.{_text(key.sign(body.encode()))}"


def verified(token: str, *, kind: str, key: Ed25519PublicKey) -> bytes:
    """The signed bytes, once the signature holds.

    Raises  SignatureRefused.
    """
    head, body, mark = _three(token)
    if head != _header(kind, key):
        raise SignatureRefused(kind=kind)
    try:
        key.verify(_bytes(mark), f"{head}.{body}".encode())
    except InvalidSignature:
        raise SignatureRefused(kind=kind) from None
    return _bytes(body)


def claimed(token: str) -> bytes:
    """The payload of a token nobody has verified yet: only to learn whose key to ask.

    Raises  SignatureRefused when it is no compact token.
    """
    return _bytes(_three(token)[1])


def _header(kind: str, key: Ed25519PublicKey) -> str:
    head = {"alg": "EdDSA", "kid": kid_of(key), "typ": f"khabar-{kind}+jws"}
    return _text(json.dumps(head, separators=(",", ":")).encode())


def _three(token: str) -> tuple[str, str, str]:
    parts = token.split(".") if len(token) <= TOKEN_BYTES else []
    if len(parts) != 3 or not all(parts):
        raise SignatureRefused()
    return parts[0], parts[1], parts[2]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """base64url without padding, and only its one canonical spelling."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise SignatureRefused() from None
    if _text(raw) != text:
        raise SignatureRefused()
    return raw
