"""Backups that were taken away say nothing: files for the holder of a private key alone, in age's own format."""

from __future__ import annotations

import io

import pytest

from zoom_sync import age

# A pair from the specification's own examples of how keys are written.
IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
SIZES = [0, 1, age.CHUNK - 1, age.CHUNK, age.CHUNK + 1, 3 * age.CHUNK]


def sealed(data: bytes, recipient: str = RECIPIENT) -> bytes:
    target = io.BytesIO()
    age.write(io.BytesIO(data), target, recipient)
    return target.getvalue()


def opened(data: bytes, *identities: str) -> bytes:
    return b"".join(age.read(io.BytesIO(data), identities or (IDENTITY,)))


@pytest.mark.parametrize("size", SIZES)
def test_what_was_written_is_read_whole(size):
    data = bytes(range(256)) * (size // 256 + 1)

    assert opened(sealed(data[:size])) == data[:size]


def test_a_new_pair_of_keys_fits_together_and_no_other_opens():
    private, public = age.make_keys()
    file = sealed(b"names", public)

    assert opened(file, private) == b"names"
    assert b"names" not in file
    with pytest.raises(age.Unopened, match="another key"):
        opened(file)


@pytest.mark.parametrize("size", [10, 2 * age.CHUNK])
def test_what_was_changed_or_cut_off_anywhere_is_refused(size):
    file = sealed(bytes(size))
    places = [5, 30, 60, 120, 170, len(file) // 2, len(file) - 1]

    for place in places:
        changed = file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :]
        with pytest.raises(age.Unopened):
            opened(changed)
    for end in (0, 10, 100, len(file) - 1, len(file) - age._TAG - 1):
        with pytest.raises(age.Unopened):
            opened(file[:end])


def test_a_file_that_ends_between_two_chunks_is_refused():
    file = sealed(bytes(2 * age.CHUNK))

    with pytest.raises(age.Unopened):
        opened(file[: -(age.CHUNK + age._TAG)])


@pytest.mark.parametrize("text", ["", "age1", RECIPIENT[:-1], RECIPIENT[:-1] + "q", IDENTITY, "x" * 62])
def test_a_text_that_is_no_public_key_is_refused(text):
    with pytest.raises(age.KeyWrong):
        age.check_recipient(text)


def test_a_key_file_may_have_remarks():
    assert age.identities(f"# created: today\n# public key: {RECIPIENT}\n{IDENTITY}\n") == [IDENTITY]
