"""How much each observation speaks for two groups being one person: weights in bits, and where they come from.

The scale is Fellegi and Sunter's (1969): log2 of how much likelier an observation is for one person than for
two. Agreement on a value counts by its rarity at this event (Winkler 2000); these are the other halves: how
often one person's records agree, differ in spelling, or contradict. Rates marked `report` are of the one
public, anonymised attendee report known to us (2020, 455 attended, 942 connections); `literature` names its
source; all others are judgement, rounded, and made to be the same for every event.
"""

from __future__ import annotations

from math import log2

from zoom_sync.rules.identity.profiles import Kind

# --- names: the share of one person's records of which this is true ------------------------------------------
EXACT = log2(0.8)  # a word is spelled the same
SPELLED = log2(0.06)  # another usual spelling of one name (literature: Christen 2006, about a tenth)
NICKNAME = log2(0.03)
SLIP_TYPED = log2(0.03)  # a slip in one's own name (literature: Pollock and Zamora 1984, 1 to 3 % of words)
SLIP_COPIED = log2(0.1)  # a slip where somebody else typed it from handwriting
INITIAL = log2(0.5)  # an initial in place of the word
LEFT_OUT = -1.0  # a middle name or an initial of one name that the other does not have
OUTER_LEFT_OUT = -2.5  # the same for the first or last word
ONE_WORD = -1.5  # nothing but one word is given
CONTRADICTED = -6.0  # a word on each side that the other does not have: married, a second family name
BY_MAILBOX = -1.0  # the name agrees only as the own e-mail address spells it
FULL_TEXT = 0.5  # the very same text, to the letter
SAME_SCREEN = 2.0  # the same on two connections: a device keeps its name
UNSEEN = 0.6  # others who bear a word that one alone is seen with, where the event cannot tell
# A small event says little of how common a name is: what is usual counts for so many people, of whom a word of
# one's name is shared by this part (literature: a name's share in registers of births, first and last names).
ELSEWHERE, SHARED = 20.0, 0.004
WORDS = 50.0  # words that what is usual counts for
TIED = 8.0  # how much likelier a second word is with the first than alone, where the event cannot tell
RARE, CHANCES = 12, 5.0  # bearers of a rare word; chance meetings of two that what is usual counts for
BACK_OFF = 8.0  # bearers of a word before their other words tell more than the event as a whole

# People who have a namesake among their colleagues here, by blood or by chance: no name is rarer than that.
NAMESAKES = 0.005

# --- what stands beside the name -----------------------------------------------------------------------------
SAME_ORGANISATION = log2(0.8)  # and its rarity
OTHER_ORGANISATION = -2.0
MOST_ORGANISATION = 6.0
SAME_ADDRESS = 12.0  # the same mailbox or phone, where something else kept two groups from being joined by it
MAIL_SLIP = 7.0  # an address that is another but for a slip (not in its digits: those tell namesakes apart)
OTHER_MAIL = log2(0.2)  # somebody writes another address of theirs on a sheet
OTHER_ACCOUNT = log2(0.08)  # somebody is connected with another account than the registered one
WORK_AND_PRIVATE = log2(0.9 / 0.5)  # of one person's two addresses, against those of any two people
TWO_PRIVATE = -3.0
TWO_EMPLOYERS = -3.5
COLLEAGUES = -5.0  # two addresses at one organisation: people have one each
PHONE_SLIP = 7.0
OTHER_PHONE = -3.0
CONTINUED = log2(0.3)  # a connection begins as another ends (report: 29 % of gaps are below a minute or none)
MOST_CONTINUED = 5.0
AT_ONCE = -6.0  # both are connected at the same time (report: 8.8 % of people, against most pairs)
BY_TURNS = log2(0.9)  # connected, but never at once (report: 8.8 % have connections that overlap)
ROOM_AND_ZOOM = -2.0  # in the room and online at the same time
SEEN_NOWHERE = 0.8  # registered and not seen by any sure key: the seen one may be them
SEEN_ALREADY = -0.7
BORROWED = -2.0  # who uses another's link is seldom registered
ONE_LINK = 0.8  # of those who registered twice and came, how many used one of their links only

# --- who is whose counterpart, before anything is compared ---------------------------------------------------
# The share of groups of one kind that have a counterpart among the other: of (kind, other kind).
COUNTERPART: dict[tuple[Kind, Kind], float] = {
    ("online", "registered"): 0.8,
    ("room", "registered"): 0.5,
    ("online", "online"): 0.4,
    ("room", "online"): 0.1,
    ("room", "room"): 0.08,
    ("registered", "registered"): 0.03,
}


# --- zones -------------------------------------------------------------------------------------------------
# At or above: one person, in a small record. In a large one, of which nobody reads every line, the odds asked
# for grow with its size, those of a question half as fast: see `least`.
JOIN = 0.85
JOIN_ALONE = 0.9  # where nothing but the name speaks for it
JOIN_REGISTERED = 0.95  # two registrations: both were meant to be different
JOIN_ABSENT = 0.98  # and neither came: nobody's minutes hang on it
# By the name alone, and not to the letter, or by one word of it, or something speaks against it:
JOIN_AGAINST = 0.95
JOIN_CAREFUL = 0.97
AGAINST = -2.5  # bits against, beside the name, that count as something
BESIDE = 2.0  # bits beside the name, below which a join rests on the name alone
ASK = 0.2  # at or above: a question
SMALL = 500  # groups of a small record
GROWS, ASK_GROWS = 0.5, 0.25
REFUSED = 0.3  # that two who share an address and no word of their names are one person


def least(probability: float, groups: int, grows: float) -> float:
    """The probability to ask for in a record of so many groups, where `probability` is that of a small one."""
    odds: float = probability / (1 - probability) * max(groups / SMALL, 1.0) ** grows
    return odds / (1 + odds)
