"""Hand certificates out: a folder, a ZIP, one to one person."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO

from zoom_sync.actions import Clock
from zoom_sync.actions.certificates.issuing import Order, plan
from zoom_sync.actions.certificates.making import address
from zoom_sync.files.printing import Press, Proof
from zoom_sync.files.writing import write_bytes
from zoom_sync.files.writing.as_text import write_rows
from zoom_sync.files.writing.target import folder_at, replacing
from zoom_sync.records import Event, Person, Trouble
from zoom_sync.rules import certifying
from zoom_sync.rules.protection import named, reason_for
from zoom_sync.store import audit, certificates, events, people, snapshot
from zoom_sync.store.certificates import Certificate
from zoom_sync.store.database import Store, Tx

INDEX = ["file", "name", "email", "organisation", "hours", "minutes", "at_least", "issued", "code", "address"]
_AT_ONCE = 50
_END = len("-1f2e3d4c.pdf")


@dataclass(frozen=True, slots=True)
class Given:
    """One that stands, and who it is of in the newest record."""

    person: Person
    certificate: Certificate
    code: str

    @property
    def file(self) -> str:
        return certifying.file_name(self.person.name, self.certificate.id)


def note(
    store: Store, event_id: str, what: str, *, by: str, reason: str, clock: Clock, names: bool = True
) -> None:
    """Note in the audit that certificates were taken. `names`: whether names were asked for, where they have to be.

    Raises Trouble for a protected event without a reason, or without that.
    """
    event, now = store.read(lambda tx: events.known(tx, event_id, safe="Nothing was written.")), clock.now()
    why = reason_for(event, reason)
    named(event, names=names)
    store.once(lambda tx: audit.note(tx, who=by, what=f"took {what}", event=event_id, reason=why, now=now))


def given(store: Store, event: Event) -> Iterator[Given]:
    """All that stand and are borne out by the newest record, by name."""
    standing = store.read(lambda tx: certificates.of_event(tx, event.id))
    of = {one.fact: one for one in standing}
    for person in snapshot.pages(store, event.id, generation=event.generation) if of else ():
        one = next((of[fact] for fact in certifying.facts(person) if fact in of), None)
        if one is not None and one.said is not None and certifying.standing(one.said, person) == "valid":
            yield Given(person, one, certificates.code_of(event.key, one.id))


def write_folder(store: Store, event_id: str, folder: Path, *, public_url: str) -> int:
    """One PDF for each and index.csv; papers of this event that stand no longer go. Returns how many there are.

    Raises Trouble as `open_folder` does.
    """
    open_folder(store, event_id, folder)
    event = store.read(lambda tx: events.known(tx, event_id, safe="Nothing was written."))
    written: list[Given] = []
    for one, paper in _papers(store, given(store, event)):
        write_bytes(paper, folder / one.file)
        written.append(one)
    with replacing(folder / "index.csv") as stream:
        _index(written, public_url, stream)
    names, ends = {one.file for one in written}, _ends(store, event_id)
    for file in folder.iterdir():
        if file.name[-_END:] in ends and file.name not in names:
            file.unlink()
    return len(written)


def open_folder(store: Store, event_id: str, folder: Path) -> None:
    """Make the folder, if it is not there. Raises Trouble where there can be none, and for one of another event."""
    folder_at(folder)
    ends, index = _ends(store, event_id), folder / "index.csv"
    if any(file[-_END:] not in ends for file in _listed(index)):
        raise Trouble(
            f"{index} is not of this event's certificates.", "Nothing was written.", "Name another folder."
        )


def _ends(store: Store, event_id: str) -> set[str]:
    """How the names of this event's papers end, also of those that stand no longer: what their ids begin with."""
    ids = store.read(lambda tx: certificates.ids(tx, event_id))
    return {certifying.file_name("", id)[-_END:] for id in ids}


def _listed(index: Path) -> Iterator[str]:
    """The files that an index of before names; "" for something else of that name."""
    if not index.exists():
        return
    try:
        with index.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            if "file" not in (rows.fieldnames or ()):
                yield ""
            yield from (row["file"] or "" for row in rows)
    except (OSError, UnicodeDecodeError, csv.Error):
        yield ""


def write_archive(store: Store, event_id: str, target: IO[bytes], *, public_url: str) -> int:
    """The same as a ZIP: written as it is read, so that a thousand need no more memory than one."""
    event = store.read(lambda tx: events.known(tx, event_id, safe="Nothing was written."))
    written: list[Given] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # a PDF is packed already
        for one, paper in _papers(store, given(store, event)):
            archive.writestr(one.file, paper)
            written.append(one)
        with archive.open("index.csv", "w") as stream:
            _index(written, public_url, stream)
    return len(written)


def of_person(store: Store, event_id: str, ref: str, *, public_url: str) -> tuple[str, bytes] | None:
    """File name and PDF of the certificate that stands for somebody; None where they have none that is made."""

    def steps(tx: Tx) -> tuple[Given, bytes | None] | None:
        event, person = events.known(tx, event_id), people.person(tx, event_id, ref)
        if person is None:
            return None
        for one in certificates.of_facts(tx, event_id, certifying.facts(person)):
            if one.said is not None and certifying.standing(one.said, person) == "valid":
                code = certificates.code_of(event.key, one.id)
                return Given(person, one, code), certificates.papers(tx, [one.id]).get(one.id)
        return None

    found = store.read(steps)
    if found is None:
        return None
    one, paper = found
    return one.file, paper or _set(one, public_url)


def sample(
    store: Store, event_id: str, order: Order, *, ref: str = "", public_url: str, clock: Clock
) -> bytes | None:
    """A certificate as PNG as it would be made, of somebody or of the first by name; it has no code that is good."""
    told = plan(store, event_id, order)
    standing = store.read(lambda tx: certificates.of_event(tx, event_id))
    said = (
        told.new.get(ref) or next(iter(told.new.values()), None) or next((one.said for one in standing), None)
    )
    if said is None:
        return None
    code = "0000-0000-0000-0000"
    return Press().picture(said, Proof(code, address(public_url, code), clock.now(), told.record.seal or ""))


def _papers(store: Store, these: Iterator[Given]) -> Iterator[tuple[Given, bytes]]:
    while some := list(islice(these, _AT_ONCE)):
        found = store.read(partial(certificates.papers, ids=[one.certificate.id for one in some]))
        for one in some:
            if one.certificate.id in found:
                yield one, found[one.certificate.id]


def _set(one: Given, public_url: str) -> bytes:
    said = one.certificate.said
    assert said is not None
    proof = Proof(one.code, address(public_url, one.code), one.certificate.issued, one.certificate.seal)
    return Press().pdf(said, proof)


def _index(these: list[Given], public_url: str, stream: IO[bytes]) -> None:
    write_rows([INDEX], (_row(one, public_url) for one in these), stream=stream)


def _row(one: Given, public_url: str) -> list[str | float | bool | None]:
    said, person = one.certificate.said, one.person
    assert said is not None
    hours = None if said.minutes is None else round(said.minutes / 60, 2)
    told = [one.file, said.name, person.email, person.organisation, hours, said.minutes, said.at_least]
    return [*told, one.certificate.issued.date().isoformat(), one.code, address(public_url, one.code)]
