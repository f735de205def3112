"""A letter's text with one reader's values in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from zoom_sync.rules.followup.phrases import said
from zoom_sync.rules.followup.wording import put, shown

_MARKDOWN_SIGN = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Filled:
    """A copy's words. `text` is to be read as it stands; `markdown` shows the same when it is rendered."""

    subject: str
    text: str
    markdown: str


def fill(
    *,
    subject: str,
    text: str,
    fields: Mapping[str, str],
    unsubscribe: str,
    my_record: str = "",
    language: str = "en",
) -> Filled:
    """Put the values into the placeholders, and the way out below a text that does not have it.

    `my_record`: the link to the reader's own record, for a text that has it. `fields` holds the answers to conditions
    too. Values go in once and are not looked at again: a name that reads `{minutes}` stays that name.
    """
    marked_text = text
    if "unsubscribe" not in shown(text, fields):
        leave = said("leave", language)
        marked_text = text.rstrip() + f"\n\n---\n\n[{leave}]({{unsubscribe}})\n"
        text = text.rstrip() + f"\n\n-- \n{leave}: {{unsubscribe}}\n"
    links = {"unsubscribe": unsubscribe} | ({"my_record": my_record} if my_record else {})
    plain = {**fields, **links}
    marked = {name: _MARKDOWN_SIGN.sub(r"\\\1", value) for name, value in fields.items()}
    # in angle brackets it is a link by itself, and a link's target where the text has [words]({unsubscribe})
    marked |= {name: f"<{link}>" for name, link in links.items()}
    if recording := fields.get("recording"):
        marked["recording"] = f"<{recording}>"
    return Filled(put(subject, plain, fields), put(text, plain, fields), put(marked_text, marked, fields))


def neutral_subject(language: str) -> str:
    """The subject of letters of a protected event: others may read the mailbox, or look over a shoulder."""
    return said("neutral", language)
