"""What is known from earlier events, as questions at this one.

Where contacts that are one person's there (`records.Known`) stand apart here, that is a question. It is never a
join: phones are handed on, mailboxes change hands, and what an earlier event says may be a mistake.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from zoom_sync.contacts import contacts
from zoom_sync.records import Contact, Known, Pair
from zoom_sync.rules.identity.bonds import Bonds
from zoom_sync.rules.identity.profiles import Profile
from zoom_sync.rules.identity.review import Question, worth

# The probability that contacts of one person are still one person's. Judgement: there is no public figure of how
# many numbers and mailboxes change hands between events; a person's word at the other event counts for more.
STILL = {"decision": 0.9, "keys": 0.8}
OTHER_NAME = 0.4  # where the names here say otherwise: a family's phone, a successor's mailbox
_MONTHS = (  # strftime's are in the machine's language
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def propose(
    questions: Sequence[Pair], bonds: Bonds, profiles: Sequence[Profile], known: Iterable[Known]
) -> list[Pair]:
    """The questions, and what is known from earlier events as further ones, by what an answer is worth.

    Asked where two groups have different contacts of one tie. A contact that several groups have tells nothing;
    nor does what was decided to be different here.
    """
    proposals = _proposals(bonds, profiles, list(known))
    if not proposals:
        return list(questions)
    root = {piece.main.id: bonds.root(position) for position, piece in enumerate(bonds.pieces)}
    number = {bonds.root(one.first): n for n, one in enumerate(profiles)}
    asked = []
    for question in questions:
        sides = sorted(number[root[fact]] for fact in question.facts if fact in root)
        proposal = proposals.pop((sides[0], sides[-1]), None) if sides else None
        asked.append(question if proposal is None else _stronger(question, proposal, profiles))
    asked += [_pair(bonds, proposal, worth(proposal, profiles)) for proposal in proposals.values()]
    return sorted(asked, key=lambda pair: -pair.gain)


def _proposals(
    bonds: Bonds, profiles: Sequence[Profile], known: Sequence[Known]
) -> dict[tuple[int, int], Question]:
    """One for each pair of groups, in an order that depends on the facts alone; of several ties the surest."""
    if not known:
        return {}
    here = _groups_of(bonds, {one for tie in known for one in tie.contacts})
    number = {bonds.root(one.first): n for n, one in enumerate(profiles)}
    found: dict[tuple[int, int], Question] = {}
    for tie in sorted(known, key=lambda one: (-STILL[one.proof], -one.on.toordinal(), one.title)):
        groups = {number[next(iter(here[one]))] for one in tie.contacts if len(here.get(one, ())) == 1}
        for one, other in combinations(sorted(groups), 2):
            first, second = profiles[one].first, profiles[other].first
            if (one, other) in found or bonds.apart(first, second):
                continue
            against = bonds.contradict(first, second)
            reasons = (_said(tie), "another name") if against else (_said(tie),)
            score = OTHER_NAME if against else STILL[tie.proof]
            found[one, other] = Question(one, other, score, reasons, (first, second))
    return dict(sorted(found.items()))


def _groups_of(bonds: Bonds, wanted: set[Contact]) -> dict[Contact, set[int]]:
    """The roots of the groups that have each of these contacts."""
    found: dict[Contact, set[int]] = defaultdict(set)
    for position, piece in enumerate(bonds.pieces):
        for one in contacts(piece.claim):
            if one in wanted:
                found[one].add(bonds.root(position))
    return found


def _said(tie: Known) -> str:
    return f"known from “{tie.title}”, {tie.on.day} {_MONTHS[tie.on.month - 1]} {tie.on.year}"


def _stronger(question: Pair, proposal: Question, profiles: Sequence[Profile]) -> Pair:
    """An open question with what is known from elsewhere: the likelier of the two, and all reasons."""
    reasons = tuple(dict.fromkeys((*proposal.reasons, *question.reasons)))
    score = max(question.score, proposal.score)
    gain = worth(replace(proposal, score=score), profiles)
    return replace(question, score=score, reasons=reasons, gain=gain)


def _pair(bonds: Bonds, question: Question, gain: float) -> Pair:
    mains = [bonds.pieces[position].main for position in question.pieces]
    return Pair(
        refs=tuple(main.ref for main in mains),
        score=question.score,
        reasons=question.reasons,
        facts=tuple(main.id for main in mains),
        gain=gain,
    )
