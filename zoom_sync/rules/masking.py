"""What is shown of a contact where it must not be read off: enough to recognise for who knows it, and no more."""

from __future__ import annotations

import re

_HIDDEN = "•••"
_ADDRESS = re.compile(r"[^\s<>\"'“”(),;:]+@[^\s<>\"'“”(),;:]+")


def email(address: str) -> str:
    """An address that only who knows it recognises; "" for what is none."""
    name, at, domain = address.strip().rpartition("@")
    return f"{name[:1]}{_HIDDEN}@{domain}" if at else ""


def phone(number: str) -> str:
    """A number's last two digits."""
    digits = "".join(sign for sign in number if sign.isdigit())
    return f"{_HIDDEN}{digits[-2:]}" if len(digits) > 4 else ""


def emails_in(text: str) -> str:
    """A text with each address in it masked."""
    return _ADDRESS.sub(lambda found: email(found[0]), text) if "@" in text else text


def whole(text: str) -> str:
    """That something stands there, and nothing of it."""
    return _HIDDEN if text.strip() else ""
