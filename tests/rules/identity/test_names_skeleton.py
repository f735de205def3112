"""How well skeletons unite the spellings of one name and keep names apart, over names from many countries."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from tests.rules.identity.common_names import COMMON, FAMILIES, ONE_NAME
from zoom_sync.rules.identity.names import bones

APART = (
    "priya priti|anil anila|ravi rafi|sunil sunita|amit amita|amit anita|sunil sonal|maria mario"
    "|maria mary|jan jane|jane jean|simon simone|louis louise|karan karen|ram rama|mira maria"
    "|rahul raul|juan yuan|chang zhang|wei wai|wang wong|dan don|sen shen|isha isa|nisha nisa"
    "|kamal komal|kamal kamil|hasan hussain|jansen jensen|jensen johnson|martin martina|hong hung"
    "|martin morton|christian christine|daniel daniela|gabriel gabriela|rohan rohini|asha usha"
    "|lila lola|rita ruth|ben bin|paul pal|roy rai|zain jain|meera mona|alexander alexandra|ivan ivana"
    "|salim salma|samir samira|jamal jamila|omar amir|rani rana|dina diana|lina lena|kiran karan"
    "|mahesh manish|dinesh danish|mukesh mahesh|anand ananda|deepa deepak|hari harry|bala bela"
    "|lalit lalita|sumit sumita|vinay vinaya|vijay vijaya|jaya jay|shiv shiva|carl carla|peter petra"
    "|anton antonia|andrea andreas|andrew andrea|michael michelle|eric erica|jon jun|tim tom|li lu"
    "|chen chan|zhou zhu|patel patil|sahni saini|rahman raman|minh min|santos santosh"
    "|andersen anderson|zara zahra|huang hoang|ruben robin"
)


def words(rows: tuple[str, ...]) -> list[str]:
    return sorted({word for row in rows for word in row.split()})


def test_hardly_two_common_names_of_one_and_a_half_thousand_melt():
    by_skeleton = defaultdict(list)
    for word in words(COMMON):
        by_skeleton[bones(word)].append(word)
    melted = {pair for alike in by_skeleton.values() for pair in combinations(alike, 2)}

    one_name = {pair for row in ONE_NAME.split("|") for pair in combinations(sorted(row.split()), 2)}

    assert len(words(COMMON)) > 1600
    assert len(melted - one_name) <= 3, sorted(melted - one_name)


def test_most_spellings_of_one_name_have_one_skeleton():
    pairs = [pair for row in FAMILIES for pair in combinations(row.split(), 2)]
    missed = [pair for pair in pairs if bones(pair[0]) != bones(pair[1])]

    assert len(pairs) > 100
    assert len(missed) / len(pairs) < 0.15, missed


@pytest.mark.parametrize(
    "pair",
    APART.split("|"),
)
def test_two_names_that_look_alike_stay_two(pair):
    one, other = pair.split()

    assert bones(one) != bones(other)
