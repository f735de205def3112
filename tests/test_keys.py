"""What is done with SECRET_KEY."""

import pytest

from zoom_sync.keys import Keys, SealBroken, SecretTooWeak, make_secret

OLD, NEW = make_secret(), make_secret()


def test_what_was_sealed_opens_again_and_shows_nothing_of_itself() -> None:
    sealed = Keys([NEW]).seal(b"refresh token")

    assert b"refresh" not in sealed
    assert Keys([NEW]).unseal(sealed) == b"refresh token"


def test_a_former_secret_still_opens_until_it_is_taken_away() -> None:
    sealed = Keys([OLD]).seal(b"token")

    assert Keys([NEW, OLD]).unseal(sealed) == b"token"
    assert Keys([NEW]).unseal(Keys([NEW, OLD]).reseal(sealed)) == b"token"
    with pytest.raises(SealBroken):
        Keys([NEW]).unseal(sealed)


def test_a_changed_seal_is_refused() -> None:
    sealed = bytearray(Keys([NEW]).seal(b"token"))
    sealed[20] ^= 1

    with pytest.raises(SealBroken):
        Keys([NEW]).unseal(bytes(sealed))


def test_a_mark_made_before_a_rotation_is_among_the_marks_after_it() -> None:
    before = Keys([OLD]).mark("unsubscribe", "asha@mela.example")

    assert before in Keys([NEW, OLD]).marks("unsubscribe", "asha@mela.example")
    assert before != Keys([NEW, OLD]).mark("unsubscribe", "asha@mela.example")


def test_a_mark_for_one_purpose_says_nothing_about_another() -> None:
    keys = Keys([NEW])

    assert keys.mark("marks", "a") != keys.mark("unsubscribe", "a")
    assert keys.sign("sessions", "a") != keys.mark("sessions", "a")


def test_a_signature_holds_for_its_text_its_purpose_and_its_secrets() -> None:
    keys = Keys([NEW, OLD])
    signature = Keys([OLD]).sign("unsubscribe", "x")

    assert keys.check("unsubscribe", "x", signature)
    assert not keys.check("unsubscribe", "y", signature)
    assert not keys.check("sessions", "x", signature)
    assert not Keys([NEW]).check("unsubscribe", "x", signature)


@pytest.mark.parametrize("signature", ["", "ü" * 64, "\ud800", "0" * 64, "0" * 100_000])
def test_a_strange_signature_is_refused_without_a_fuss(signature: str) -> None:
    assert not Keys([NEW]).check("unsubscribe", "x", signature)


@pytest.mark.parametrize("secrets", [[], [""], ["short"], [NEW, "short"]])
def test_weak_secrets_stop_the_start_with_a_sentence(secrets: list[str]) -> None:
    with pytest.raises(SecretTooWeak, match="SECRET_KEY"):
        Keys(secrets)


def test_made_secrets_are_strong_differ_and_hold_no_comma() -> None:
    made = {make_secret() for _ in range(50)}

    assert len(made) == 50
    assert all("," not in secret and Keys([secret]) for secret in made)
