"""The node's own keys: one 0600 file under a passphrase.

signing   Ed25519: ledger heads, packages, receipts
identity  age (X25519): opens what is sealed to this node
The file is AES-256-GCM under a key from Scrypt (n = 2^15, r = 8, p = 1).
"""

from __future__ import annotations

import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings

from khabar.core.errors import Refusal

_BOUND_TO = b"khabar node keys v1"


class KeysClosed(Refusal):
    """The passphrase of the node's keys is missing or wrong."""

    code = "storage.keys-closed"


@dataclass(frozen=True, slots=True)
class NodeKeys:
    signing: Ed25519PrivateKey
    identity: pyrage.x25519.Identity

    @property
    def signing_public(self) -> str:
        """The raw Ed25519 public key in hexadecimal, 64 digits."""
        return self.signing.public_key().public_bytes_raw().hex()

    @property
    def age_recipient(self) -> str:
        return str(self.identity.to_public())


def make_keys(home: Path, passphrase: str) -> NodeKeys:
    """Make the node's keys and keep them closed under the passphrase."""
    signing = Ed25519PrivateKey.generate()
    identity = pyrage.x25519.Identity.generate()
    plain = json.dumps({"signing": signing.private_bytes_raw().hex(), "identity": str(identity)})
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    closed = AESGCM(_key(passphrase, salt)).encrypt(nonce, plain.encode(), _BOUND_TO)
    parts = {"salt": salt, "nonce": nonce, "closed": closed}
    write_private(
        home / "keys" / "node.key",
        json.dumps({name: b64encode(part).decode() for name, part in parts.items()}),
    )
    return NodeKeys(signing, identity)


def open_keys(home: Path, passphrase: str) -> NodeKeys:
    """Open the node's keys.

    Raises  KeysClosed when there is no key file or the passphrase is not its.
    """
    try:
        parts = json.loads((home / "keys" / "node.key").read_text())
        salt, nonce, closed = (b64decode(parts[name]) for name in ("salt", "nonce", "closed"))
        plain = json.loads(AESGCM(_key(passphrase, salt)).decrypt(nonce, closed, _BOUND_TO))
    except (FileNotFoundError, InvalidTag):
        raise KeysClosed() from None
    return NodeKeys(
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(plain["signing"])),
        pyrage.x25519.Identity.from_str(plain["identity"]),
    )


def node_keys() -> NodeKeys:
    """This node's keys: the passphrase from the settings, or the file laid beside them."""
    return _opened(settings.KHABAR_HOME, settings.KHABAR_PASSPHRASE)


@lru_cache(maxsize=8)
def _opened(home: Path, passphrase: str) -> NodeKeys:
    beside = home / "keys" / "passphrase"
    if not passphrase and beside.exists():
        passphrase = beside.read_text().strip()
    return open_keys(home, passphrase)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode())
