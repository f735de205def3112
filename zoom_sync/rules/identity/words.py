"""Words in display names that are no names: titles, devices, rooms, robots. Data only; all folded."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set(
    "adv advocate capt col dr engr er frau herr hon justice madam maj miss mme mr mrs ms mx prof professor"
    " rev sh shree shri sir smt sra sri srta"
)
# Said of a person beside the name, or put there by a form.
ASIDES = _set("she her hers he him his they them theirs panelist panellist speaker host cohost")
# A brand or a kind of device; numbers and the words of MODELS may stand beside it.
DEVICES = _set(
    "android asus chromebook desktop dell galaxy hp huawei imac infinix ipad iphone ipod itel jio laptop lenovo"
    " lg macbook micromax motorola nokia oneplus oppo poco realme redmi samsung sm smartphone tecno thinkpad"
    " vivo windows xiaomi yealink polycom logitech cisco webex"
)
MODELS = _set(
    "air book edge fold lite max mini mobile neo note phone plus pro prime series tab tablet ultra xl 5g 4g gb"
    " s computer pc device user of de von"
)
# A word that stands for whoever it is, alone or with a number.
NOBODY = _set(
    "a abc account accounts admin administrator anonymous attendee call caller computer guest invitado invite"
    " meeting me mobile na name no none null office office-pc owner participant pc phone room someone"
    " student test tester unknown user utilisateur visitor webinar x xx xxx xyz zoom zoomuser"
)
ROOM = re.compile(
    r"\b(?:board|class|command|committee|conference|conf|huddle|lecture|meeting|seminar|training|vc|video)"
    r"\s*(?:room|hall)s?\b|\bboardroom\b|\bauditorium\b|\bzoom rooms?\b|\broom\s*\d+\b|\broom (?:kit|system)\b"
    r"|\bsalle de\b|\bsala de\b"
)
ROBOT = re.compile(
    r"\botter ?pilot\b|\botter ?\.?ai\b|\bfireflies\b|\bnote ?taker\b|\bnotetaker\b|\bread ?\.?ai\b|\bfathom\b"
    r"|\bmeetgeek\b|\btldv\b|\bavoma\b|\bsembly\b|\bkrisp\b|\bai companion\b|\bmeeting assistant\b|\brecall ?ai\b"
)
