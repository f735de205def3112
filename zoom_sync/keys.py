"""Everything that is done with SECRET_KEY: sealing, signing and marking, each with a key of its own.

`SECRET_KEY` may hold several secrets, the newest first: the newest one writes, all of them read, so that a
secret can be changed without signing anybody out or forgetting who opted out. One key per purpose is drawn
from each secret (HKDF-SHA256), so that what was made for one purpose is worth nothing for another.

Of secrets that are given out, such as links and tokens, only `digest` is kept.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets as randomness
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from zoom_sync.records import Trouble

LEAST_BYTES = 32


def digest(secret: str) -> str:
    """What is kept of a secret that was given out: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


class SecretTooWeak(Trouble):
    """SECRET_KEY is missing or too short."""

    def __init__(self) -> None:
        super().__init__(
            what=f"SECRET_KEY is too weak: each secret in it needs at least {LEAST_BYTES} random bytes.",
            safe="Nothing was started or changed.",
            remedy='Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"',
        )


class SealBroken(Trouble):
    """Something sealed was made with a secret that is no longer in SECRET_KEY, or was changed since."""

    def __init__(self) -> None:
        super().__init__(
            what="What was stored sealed cannot be opened with the secrets in SECRET_KEY.",
            safe="Nothing was changed.",
            remedy="Put the former secret back behind the new one, or connect the account again.",
        )


class Keys:
    """Keys for every purpose, drawn from the secrets of `SECRET_KEY` (newest first).

    Purposes in use: "sessions", "tokens", "marks", "unsubscribe". Raises SecretTooWeak.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        self._secrets = tuple(secret.strip().encode() for secret in secrets if secret.strip())
        if not self._secrets or any(len(secret) < LEAST_BYTES for secret in self._secrets):
            raise SecretTooWeak
        self._sealer = MultiFernet(
            [Fernet(base64.urlsafe_b64encode(_key(secret, "tokens"))) for secret in self._secrets]
        )
        self._drawn: dict[str, tuple[bytes, ...]] = {}

    def seal(self, data: bytes) -> bytes:
        """Encrypt and sign `data` with the newest secret (Fernet)."""
        return self._sealer.encrypt(data)

    def unseal(self, sealed: bytes) -> bytes:
        """Give back what `seal` was given; any of the secrets opens it. Raises SealBroken."""
        try:
            return self._sealer.decrypt(sealed)
        except InvalidToken as why:
            raise SealBroken from why

    def reseal(self, sealed: bytes) -> bytes:
        """The same, sealed by the newest secret: before the older ones are taken away. Raises SealBroken."""
        try:
            return self._sealer.rotate(sealed)
        except InvalidToken as why:
            raise SealBroken from why

    def mark(self, purpose: str, text: str) -> str:
        """A keyed hash (64 hex digits) by the newest secret: tells equal texts, shows nothing of them."""
        return self.marks(purpose, text)[0]

    def marks(self, purpose: str, text: str) -> tuple[str, ...]:
        """The mark by each secret, newest first: what was marked before a rotation is still found."""
        return tuple(
            hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
            for key in self._of(f"mark:{purpose}")
        )

    def sign(self, purpose: str, text: str) -> str:
        """A signature (64 hex digits) over `text`, good for this purpose only."""
        return self._signatures(purpose, text)[0]

    def check(self, purpose: str, text: str, signature: str, *, digits: int = 64) -> bool:
        """Whether `signature` was made over `text` for this purpose by any of the secrets.

        `digits`: for a signature that was cut to its first so many, 32 or more, to keep a link short.
        """
        given = signature.encode("utf-8", "surrogatepass")  # compare_digest raises on non-ASCII text
        own = [one[: max(digits, 32)].encode() for one in self._signatures(purpose, text)]
        return any(hmac.compare_digest(one, given) for one in own)

    def _signatures(self, purpose: str, text: str) -> tuple[str, ...]:
        return tuple(
            hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
            for key in self._of(f"sign:{purpose}")
        )

    def _of(self, purpose: str) -> tuple[bytes, ...]:
        if purpose not in self._drawn:
            self._drawn[purpose] = tuple(_key(secret, purpose) for secret in self._secrets)
        return self._drawn[purpose]


def make_secret() -> str:
    """A new secret for SECRET_KEY: 48 random bytes, safe in a file, a shell and a comma-separated list."""
    return randomness.token_urlsafe(48)


def _key(secret: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"zoom-sync:{purpose}".encode()).derive(secret)
