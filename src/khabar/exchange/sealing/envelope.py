"""Everything in one age file: a signed first line, then the parts it hashes, then zeros.

    <compact JWS of the manifest>\n
    <part 1><part 2>…          exact sizes and SHA-256 in the manifest, no names on disk
    00 00 00 …                 up to a bucket size, so that the length says little

Opened in memory under PACKAGE_BYTES: pyrage leaves partial plaintext behind when it decrypts
a damaged file to disk, so no decrypted byte is written anywhere until every check has passed.

Source  exchange.md sections 4 and 16; age-encryption.org/v1; Padmé (Nikitin et al., PETS 2019)
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from khabar.core.errors import Fault, Invalid
from khabar.exchange.sealing.jws import TOKEN_BYTES, claimed, sign, verified

PACKAGE_BYTES = 64 * 1024 * 1024
HEADER_BYTES = 64 * 1024
_FIRST = b"age-encryption.org/v1\n"
_CHUNK, _TAG, _NONCE = 64 * 1024, 16, 16


class PackageRefused(Invalid):
    """The package cannot be taken; nothing of it was kept. The code says why."""

    code = "exchange.package-refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part as the manifest binds it. count = lines of NDJSON, 0 when it has none."""

    name: str
    sha256: str
    size: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A sealed package. msg_id = SHA-256 of the signed manifest bytes, hexadecimal."""

    msg_id: str
    token: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A package whose signature, sizes and hashes all held. parts in the manifest's order."""

    msg_id: str
    token: str
    manifest: bytes
    parts: Mapping[str, bytes]


KeyOf = Callable[[bytes], Ed25519PublicKey]
PartsOf = Callable[[bytes], tuple[Part, ...]]


def part_of(name: str, raw: bytes) -> Part:
    return Part(
        name=name, sha256=hashlib.sha256(raw).hexdigest(), size=len(raw), count=raw.count(b"\n")
    )


def seal_package(
    manifest: bytes, parts: Iterable[bytes], *, key: Ed25519PrivateKey, recipients: Iterable[str]
) -> Sealed:
    """Sign the manifest, put everything into one age file for these recipients.

    manifest    exact bytes; already names the parts in this order
    recipients  age X25519 recipients ("age1…"); only they can open it

    Raises  PackageRefused when it is larger than PACKAGE_BYTES.
    """
    token = sign(manifest, kind="manifest", key=key)
    return Sealed(
        msg_id=hashlib.sha256(manifest).hexdigest(),
        token=token,
        body=_locked(token, b"".join(parts), recipients),
    )


def open_package(
    body: bytes, *, identity: pyrage.x25519.Identity, key_of: KeyOf, parts_of: PartsOf
) -> Opened:
    """Decrypt and check every byte.

    key_of    the signing key of the sender that the (unverified) manifest names; raises when
              we do not know that sender
    parts_of  the parts a verified manifest names

    Raises  PackageRefused: too-large, not-age, cut, wrong-key, tampered; SignatureRefused.
    """
    token, rest = _unlocked(body, identity)
    manifest = verified(token, kind="manifest", key=key_of(claimed(token)))
    parts = parts_of(manifest)
    if sum(part.size for part in parts) > len(rest):
        raise _refused("exchange.package-cut")
    found: dict[str, bytes] = {}
    at = 0
    for part in parts:
        raw = rest[at : at + part.size]
        if part_of(part.name, raw) != part or part.name in found:
            raise _refused("exchange.package-tampered", part=part.name)
        found[part.name] = raw
        at += part.size
    if rest[at:].strip(b"\0"):
        raise _refused("exchange.package-tampered", part="")
    return Opened(
        msg_id=hashlib.sha256(manifest).hexdigest(), token=token, manifest=manifest, parts=found
    )


def seal_letter(token: str, *, recipients: Iterable[str]) -> bytes:
    """One signed token (a receipt) as an age file, so that the carrier learns nothing of it."""
    return _locked(token, b"", recipients)


def open_letter(body: bytes, *, identity: pyrage.x25519.Identity) -> str:
    """The token inside. Its signature is still to be verified by the one who knows the key.

    Raises  PackageRefused.
    """
    token, rest = _unlocked(body, identity)
    if rest.strip(b"\0"):
        raise _refused("exchange.package-tampered", part="")
    return token


def is_for(body: bytes, identity: pyrage.x25519.Identity) -> bool:
    """Can this identity open the file? False also when it is damaged."""
    try:
        _unlocked(body, identity)
    except PackageRefused:
        return False
    return True


def _locked(token: str, rest: bytes, recipients: Iterable[str]) -> bytes:
    content = token.encode() + b"\n" + rest
    size = _bucket(len(content))
    if size > PACKAGE_BYTES:
        raise _refused("exchange.package-too-large", limit_mib=PACKAGE_BYTES // 2**20)
    keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    return bytes(pyrage.encrypt(content.ljust(size, b"\0"), keys))


def _unlocked(body: bytes, identity: pyrage.x25519.Identity) -> tuple[str, bytes]:
    if len(body) > PACKAGE_BYTES + HEADER_BYTES + PACKAGE_BYTES // 1024:
        raise _refused("exchange.package-too-large", limit_mib=PACKAGE_BYTES // 2**20)
    must_be_whole(body)
    try:
        content = bytes(pyrage.decrypt(body, [identity]))
    except pyrage.DecryptError as wrong:
        # The library tells the two apart by its sentence only; a test holds it to that.
        missed = "No matching keys" in str(wrong)
        raise _refused("exchange.package-wrong-key" if missed else "exchange.package-tampered",
                       **({} if missed else {"part": ""})) from None  # fmt: skip
    line, end, rest = content.partition(b"\n")
    if not end or len(line) > TOKEN_BYTES or not line.isascii():
        raise _refused("exchange.package-tampered", part="")
    return line.decode(), rest


def must_be_whole(body: bytes) -> None:
    """Refuse what is no age file, and one whose length no whole package can have.

    A cut file nearly always misses its bucket, so we can say "cut" instead of "damaged"
    before any key is tried. Also refuses two header forms that pyrage lets pass.

    Raises  PackageRefused: not-age, cut.
    """
    if not body.startswith(_FIRST):
        cut = _FIRST.startswith(body)
        raise _refused("exchange.package-cut" if cut else "exchange.package-not-age")
    end = body.find(b"\n", body.find(b"\n---", 0, HEADER_BYTES) + 1)
    if b"\n---" not in body[:HEADER_BYTES] or end < 0:
        raise _refused("exchange.package-cut")
    if not _stanzas_end(body[len(_FIRST) : body.index(b"\n---") + 1]):
        raise _refused("exchange.package-not-age")
    sealed = len(body) - end - 1 - _NONCE
    chunks = -(-sealed // (_CHUNK + _TAG))
    inside = sealed - chunks * _TAG
    if inside < 1 or _bucket(inside) != inside:
        raise _refused("exchange.package-cut")


def _stanzas_end(header: bytes) -> bool:
    """Each stanza has a body whose last line is shorter than 64 characters."""
    lines = header.split(b"\n")[:-1]
    if not lines or not lines[0].startswith(b"-> "):
        return False
    short = True  # a stanza may begin only after a short line (or at the very start)
    for number, line in enumerate(lines):
        if line.startswith(b"-> "):
            if not short or (number and lines[number - 1].startswith(b"-> ")):
                return False
            short = False
        else:
            if short or len(line) > 64:
                return False
            short = len(line) < 64
    return short


def _bucket(size: int) -> int:
    """The padded length: 4 KiB at least, then Padmé, which adds at most 12 %."""
    size = max(size, 4096)
    exponent = size.bit_length() - 1
    keep = exponent.bit_length()
    low = (1 << (exponent - keep)) - 1
    return (size + low) & ~low


def _refused(code: str, **facts: object) -> PackageRefused:
    return PackageRefused(Fault(where="", code=code, facts=facts), code=code, **facts)
