"""Who is registered: what the listing and the notices say together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import a_registrant, instant
from zoom_sync.records import Claim, Registration
from zoom_sync.rules.registration import best, registrations, together


def test_a_listing_and_a_notice_of_one_registration_are_one_record():
    listed = a_registrant(status="approved", at=instant("08:00"))
    notice = replace(a_registrant(status="cancelled", at=instant("09:00")), id="another")

    (found,) = registrations([notice, listed])

    assert found.registration.status == "cancelled"


def test_the_newest_word_wins_whatever_it_is():
    notice = a_registrant(status="cancelled", at=instant("08:00"))
    listed = a_registrant(status="approved", at=instant("09:00"))

    (found,) = registrations([listed, notice])

    assert found.registration.status == "approved"


def test_what_the_newest_leaves_out_an_earlier_one_still_tells():
    full = a_registrant("Asha Rao", organisation="Mill Workers Union", at=instant("08:00"))
    brief = replace(a_registrant("", status="denied", at=instant("09:00")), claim=Claim(registrant_id="R"))

    (found,) = registrations([brief, replace(full, ref=brief.ref)])

    assert (found.claim.name, found.claim.organisation) == ("Asha Rao", "Mill Workers Union")


@pytest.mark.parametrize(
    ("statuses", "counts"),
    [
        (["pending", "approved"], "approved"),
        (["cancelled", "pending"], "pending"),
        (["missing", "denied"], "denied"),
        (["missing"], "missing"),
        (["something new"], "something new"),
    ],
)
def test_of_several_registrations_the_better_one_counts(statuses, counts):
    found = best(Registration(status) for status in statuses)

    assert found is not None
    assert found.status == counts


def test_nobody_is_registered_without_a_registration():
    assert best([None, None]) is None


def test_of_several_claims_each_field_comes_from_the_first_that_has_it():
    assert together([Claim(name="A"), Claim(name="B", phone="1")]) == Claim(name="A", phone="1")
