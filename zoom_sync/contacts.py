"""Contacts as people write them, made one: mailboxes, phones, accounts. Whoever compares people does it by these."""

from __future__ import annotations

import re
import unicodedata

from zoom_sync.records import Claim, Contact

PHONE_DIGITS = 9  # how many of the last digits are compared: country codes and leading zeros differ
_GMAIL = frozenset({"gmail.com", "googlemail.com"})
_BETWEEN = re.compile(r"[\s,;<>]+")
_OTHER_LETTERS = re.compile(r"[^\x00-\x7f]+")  # of which a store may not know the capitals
# One address with nothing to take off, as most are.
_USUAL = re.compile(r"[a-z0-9_-][a-z0-9._-]*@((?:[a-z0-9-]+\.)+[a-z0-9-]+)")


def contacts(claim: Claim) -> list[Contact]:
    """The contacts in a claim. A dial-in's name is its number."""
    found: list[Contact] = [("mail", one) for one in mails(claim.email)] if claim.email else []
    if claim.phone:
        found += [("phone", one) for one in phones(claim.phone)]
    if claim.account_id:
        found.append(("account", claim.account_id))
    if claim.name and not tells(claim.name):
        found += [("phone", one) for one in phones(claim.name)]
    return found


def mails(text: str) -> list[str]:
    """The addresses in a text as mailboxes: lower case, no plus tag, dots off where they do not count."""
    if "@" not in text:
        return []
    usual = _USUAL.fullmatch(text)
    if usual and usual[1] not in _GMAIL:
        return [text]
    found = []
    for one in _BETWEEN.split(text):
        local, at, domain = one.strip("'\"().").casefold().rpartition("@")
        local = local.partition("+")[0]
        if not at or not local or "." not in domain or "@" in local:
            continue
        if domain in _GMAIL:
            local, domain = local.replace(".", ""), "gmail.com"
        found.append(f"{local}@{domain}")
    return found


def spelled(mailbox: str) -> list[str]:
    """What stands in every spelling of a mailbox: one of these, in lower case and ASCII, as `mails` gives it."""
    domain = mailbox.rpartition("@")[2]
    return sorted(_GMAIL) if domain in _GMAIL else [max(_OTHER_LETTERS.split(domain), key=len)]


def phones(text: str) -> list[str]:
    """The last nine digits of each number in a text; none of what is shorter, or one digit throughout."""
    if not text:
        return []
    found = []
    for one in re.split(r"[/,;|]|\bor\b", text):
        digits = "".join(str(unicodedata.digit(sign)) for sign in one if sign.isdecimal())
        last = digits[-PHONE_DIGITS:]
        if len(last) == PHONE_DIGITS and len(set(last)) > 1:
            found.append(last)
    return found


def tells(name: str) -> bool:
    """Whether there is a letter in it."""
    return name[0].isalpha() or any(sign.isalpha() for sign in name)
