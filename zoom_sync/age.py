"""Files that only the holder of a private key can read, in the format of age (age-encryption.org/v1, C2SP).

So a backup that was taken away says nothing, and `age` itself opens it where this program is not at hand. Whoever
writes needs the public key alone. X25519, HKDF-SHA-256 and ChaCha20-Poly1305 in chunks of 64 kB: what was cut off,
reordered or changed is refused, and no more of it than the chunks before is given out.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from zoom_sync.records import Trouble

MAGIC = b"age-encryption.org/v1\n"
CHUNK = 64 * 1024
_TAG = 16
_LONGEST = 64 * 1024  # bytes of a header
_WRAP = b"age-encryption.org/v1/X25519"
_RECIPIENT, _IDENTITY = "age", "age-secret-key-"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"  # of Bech32 (BIP 173)


class KeyWrong(Trouble):
    """A text is no key of age."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This is no {what}.",
            "Nothing was written.",
            "`zoom-sync secrets backup-key FILE` makes a pair of keys.",
        )


class Unopened(Trouble):
    """A file that cannot be opened: another key, damaged, or none of age's."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The file cannot be opened: {why}.", "Nothing was restored.", "Give its own private key."
        )


def make_keys() -> tuple[str, str]:
    """A new private key, AGE-SECRET-KEY-1…, and the public one, age1…"""
    private = X25519PrivateKey.generate()
    return _bech32(_IDENTITY, private.private_bytes_raw()).upper(), _bech32(
        _RECIPIENT, private.public_key().public_bytes_raw()
    )


def check_recipient(text: str) -> None:
    """Raises KeyWrong."""
    _unbech32(_RECIPIENT, text.strip(), "public key of age")


def write(source: IO[bytes], target: IO[bytes], recipient: str) -> None:
    """Encrypt all of `source` to a public key. Raises KeyWrong."""
    public = _unbech32(_RECIPIENT, recipient.strip(), "public key of age")
    key, ephemeral = secrets.token_bytes(16), X25519PrivateKey.generate()
    share = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    wrapped = ChaCha20Poly1305(_derived(shared, share + public, _WRAP)).encrypt(bytes(12), key, None)
    header = MAGIC + b"-> X25519 " + _b64(share) + b"\n" + _b64(wrapped) + b"\n---"
    nonce = secrets.token_bytes(16)
    target.write(header + b" " + _b64(_mac(key, header)) + b"\n" + nonce)
    cipher = ChaCha20Poly1305(_derived(key, nonce, b"payload"))
    for number, (chunk, is_last) in enumerate(_with_last(_chunks(source, CHUNK))):
        target.write(cipher.encrypt(_nonce(number, is_last), chunk, None))


def read(source: IO[bytes], identities: Iterable[str]) -> Iterator[bytes]:
    """What a file holds, chunk by chunk, for one of the private keys. Raises KeyWrong, Unopened."""
    header, stanzas, mac = _header(source)
    key = _file_key(stanzas, [_unbech32(_IDENTITY, one.strip().lower(), "private key") for one in identities])
    if not hmac.compare_digest(_mac(key, header), mac):
        raise Unopened("its header was changed")
    nonce = source.read(16)
    cipher = ChaCha20Poly1305(_derived(key, nonce, b"payload"))
    for number, (chunk, is_last) in enumerate(_with_last(_chunks(source, CHUNK + _TAG))):
        try:
            plain = cipher.decrypt(_nonce(number, is_last), chunk, None)
        except InvalidTag:
            raise Unopened("it is damaged, or was cut off") from None
        if not plain and number:
            raise Unopened("it is damaged")
        yield plain


def identities(text: str) -> list[str]:
    """The private keys in a key file, as `age-keygen` writes it."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _header(source: IO[bytes]) -> tuple[bytes, list[tuple[list[str], bytes]], bytes]:
    said, stanzas, size = [source.readline(len(MAGIC) + 1)], list[tuple[list[str], bytes]](), 0
    if said[0] != MAGIC:
        raise Unopened("it is not encrypted in the format of age")
    while (line := source.readline(_LONGEST)) and not line.startswith(b"--- "):
        said.append(line)
        size += len(line)
        if size > _LONGEST:
            break
        if line.startswith(b"-> "):
            stanzas.append((line[3:].decode("ascii", "replace").split(), b""))
        elif stanzas:
            words, body = stanzas[-1]
            stanzas[-1] = words, body + line.strip()
    if not line.startswith(b"--- ") or not line.endswith(b"\n"):
        raise Unopened("its header is cut off")
    return (
        b"".join(said) + b"---",
        [(words, _unb64(body)) for words, body in stanzas],
        _unb64(line[4:].strip()),
    )


def _file_key(stanzas: Iterable[tuple[list[str], bytes]], keys: Iterable[bytes]) -> bytes:
    own = [X25519PrivateKey.from_private_bytes(key) for key in keys]
    for words, body in stanzas:
        if len(words) != len(("X25519", "share")) or words[0] != "X25519" or len(body) != 32:
            continue
        share = _unb64(words[1].encode())
        for private in own:
            try:
                shared = private.exchange(X25519PublicKey.from_public_bytes(share))
                salt = share + private.public_key().public_bytes_raw()
                return ChaCha20Poly1305(_derived(shared, salt, _WRAP)).decrypt(bytes(12), body, None)
            except (InvalidTag, ValueError):
                continue
    raise Unopened("it was written for another key")


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)


def _mac(key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(key, b"", b"header"), header, "sha256")


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _chunks(source: IO[bytes], size: int) -> Iterator[bytes]:
    while chunk := source.read(size):
        yield chunk


def _with_last(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each with whether it is the last; of an empty file one empty chunk."""
    before = next(chunks, b"")
    for chunk in chunks:
        yield before, False
        before = chunk
    yield before, True


def _b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _unb64(text: bytes) -> bytes:
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise Unopened("its header is damaged") from None


def _bech32(kind: str, data: bytes) -> str:
    words = _regrouped(data, 8, 5, pad=True)
    check = _polymod([*_spread(kind), *words, *[0] * 6]) ^ 1
    return f"{kind}1" + "".join(_LETTERS[w] for w in [*words, *(check >> 5 * (5 - i) & 31 for i in range(6))])


def _unbech32(kind: str, text: str, what: str) -> bytes:
    found, _, rest = text.rpartition("1")
    words = [_LETTERS.find(sign) for sign in rest]
    if found != kind or -1 in words or len(words) < 6 or _polymod([*_spread(kind), *words]) != 1:
        raise KeyWrong(what)
    data = bytes(_regrouped(words[:-6], 5, 8, pad=False))
    if len(data) != 32:
        raise KeyWrong(what)
    return data


def _spread(kind: str) -> list[int]:
    return [ord(sign) >> 5 for sign in kind] + [0] + [ord(sign) & 31 for sign in kind]


def _polymod(words: Iterable[int]) -> int:
    made = 1
    for word in words:
        top, made = made >> 25, (made & 0x1FFFFFF) << 5 ^ word
        for place, factor in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            made ^= factor if top >> place & 1 else 0
    return made


def _regrouped(words: Iterable[int], of: int, to: int, *, pad: bool) -> list[int]:
    held = bits = 0
    made = []
    for word in words:
        held, bits = held << of | word, bits + of
        while bits >= to:
            bits -= to
            made.append(held >> bits & (1 << to) - 1)
    if pad and bits:
        made.append(held << to - bits & (1 << to) - 1)
    return made
