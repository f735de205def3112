"""Users, tokens and the audit at the command line."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from zoom_sync.rules.systems import SYSTEMS

Run = Callable[..., Answer]


def test_a_user_is_listed_and_ended(zoom_sync: Run) -> None:
    zoom_sync("user", "add", "meera@mela.example", "--role", "admin")
    link = zoom_sync("user", "add", "Tariq@mela.example", "--role", "organiser").out
    assert link.startswith("http://127.0.0.1:8000/sign-in/")
    assert zoom_sync("user", "list").out == "meera@mela.example\tadmin\t\ntariq@mela.example\torganiser\t\n"

    ended = zoom_sync("user", "end", "TARIQ@mela.example")

    assert (ended.exit, ended.out) == (0, "")
    assert "tariq@mela.example cannot sign in any more" in ended.err
    assert zoom_sync("user", "list").out == "meera@mela.example\tadmin\t\n"
    assert zoom_sync("user", "end", "tariq@mela.example").exit == 1


def test_the_only_admin_is_not_ended(zoom_sync: Run) -> None:
    zoom_sync("user", "add", "meera@mela.example", "--role", "admin")

    answer = zoom_sync("user", "end", "meera@mela.example")

    assert (answer.exit, "the only admin" in answer.err) == (1, True)


def test_a_token_is_listed_without_its_secret_and_ended(zoom_sync: Run) -> None:
    secret = zoom_sync("token", "add", "--role", "viewer", "--until", "2099-12-31").out.strip()

    listed = zoom_sync("token", "list").out

    id, role, event, until = listed.rstrip("\n").split("\t")
    assert (role, event, until) == ("viewer", "", "2099-12-31T00:00Z")
    assert secret not in listed
    assert zoom_sync("token", "end", id).exit == 0
    assert zoom_sync("token", "list").out == ""
    assert zoom_sync("token", "end", id).exit == 1


def test_the_audit_says_who_did_what(zoom_sync: Run) -> None:
    zoom_sync("user", "add", "meera@mela.example", "--role", "admin")
    zoom_sync("token", "add", "--role", "viewer")

    lines = [line.split("\t")[2:4] for line in zoom_sync("audit", "list").out.splitlines()]

    assert lines == [
        ["the command line", "token added as viewer"],
        ["the command line", "user added as admin"],
    ]
    assert len(zoom_sync("audit", "list", "--limit", "1").out.splitlines()) == 1
    assert zoom_sync("audit", "list", "nothing").exit == 1


ADD = [
    "event", "add", "--title", "Care", "--starts", "2022-11-11T10:30", "--ends", "2022-11-11T17:00",
    "--timezone", "Asia/Kolkata", "--protected", "yes",
]  # fmt: skip


def test_an_export_stands_in_the_audit_and_one_of_a_protected_event_says_why(zoom_sync: Run) -> None:
    event = zoom_sync(*ADD).out.strip()

    refused = zoom_sync("export", event, "--format", "csv")
    taken = zoom_sync("export", event, "--format", "csv", "--reason", "for the\tlawyers")

    assert (refused.exit, refused.out) == (1, "")
    assert "protected" in refused.err
    assert taken.exit == 0
    line = zoom_sync("audit", "list", event).out.splitlines()[0].split("\t")
    assert line[3:5] + line[6:] == ["exported csv", event, "for the\\tlawyers"]


GUESTS = "Name,Email,Organisation,In,Out\nAsha Pradhan,asha@mela.example,Silver Oak,10:31,16:40\n"


@pytest.fixture
def guarded(zoom_sync: Run, here: Path) -> str:
    """A protected event at which somebody signed a sheet, and whose record is final."""
    event = zoom_sync(*ADD).out.strip()
    (here / "guests.csv").write_text(GUESTS)
    zoom_sync("import", event, "guests.csv")
    assert zoom_sync("event", "close", event).exit == 0
    return event


@pytest.mark.parametrize(
    "command",
    [
        ["export", "EVENT", "--format", "json"],
        ["export", "EVENT", "--format", "csv"],
        ["export", "EVENT", "--format", "xlsx", "--output", "out"],
        ["report", "EVENT", "--format", "xlsx", "--output", "out"],
    ],
    ids=lambda command: f"{command[0]} {command[3]}",
)
def test_a_protected_event_is_exported_under_codes_until_names_are_asked_for(
    command: list[str], zoom_sync: Run, guarded: str, here: Path
) -> None:
    def taken(*more: str) -> str:
        answer = zoom_sync(*[guarded if word == "EVENT" else word for word in command], *more)
        assert answer.exit == 0, answer.err
        if not answer.out:
            with zipfile.ZipFile(here / "out") as book:
                return "".join(book.read(name).decode() for name in book.namelist())
        return answer.out

    told = ("Asha Pradhan", "asha@mela.example", "Silver Oak", "guests.csv#1")
    coded = taken("--reason", "for the donor")
    assert [one for one in told if one in coded] == []
    named = taken("--reason", "for the visas", "--names")
    assert [one for one in told if one in named] == list(told)
    assert "with names\t" in zoom_sync("audit", "list", guarded).out.splitlines()[0]


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_list_for_another_system_leaves_a_protected_event_only_with_names_that_are_asked_for(
    system: str, zoom_sync: Run, guarded: str
) -> None:
    ask = ("export", guarded, "--format", system, "--reason", "for the members")

    refused, given = zoom_sync(*ask), zoom_sync(*ask, "--names")

    assert (refused.exit, refused.out, "Ask for the names" in refused.err) == (1, "", True)
    assert (given.exit, "asha@mela.example" in given.out) == (0, True)


def test_a_record_under_codes_has_no_seal_that_it_could_be_compared_with(
    zoom_sync: Run, guarded: str
) -> None:
    asked = ("export", guarded, "--format", "json", "--reason", "for the donor", "--output")
    zoom_sync(*asked, "coded.json")
    zoom_sync(*asked, "named.json", "--names")

    coded, named = zoom_sync("verify", "coded.json"), zoom_sync("verify", "named.json")

    assert (coded.exit, "codes in place of names" in coded.err, "--names" in coded.err) == (1, True, True)
    assert (named.exit, "nothing differs" in named.err) == (0, True)


def test_a_report_of_a_protected_event_names_no_organisation_and_can_be_verified(
    zoom_sync: Run, guarded: str, here: Path
) -> None:
    for format in ("html", "json"):
        assert zoom_sync("report", guarded, "--format", format, "--output", f"report.{format}").exit == 0
        assert "Silver Oak" not in (here / f"report.{format}").read_text()
    right = zoom_sync("verify", "report.json")
    assert (right.exit, "nothing differs" in right.err) == (0, True)

    told = json.loads((here / "report.json").read_text())
    told["organisations"]["rows"] = [{"name": "Somebody else", "people": 1}]
    (here / "report.json").write_text(json.dumps(told))

    assert zoom_sync("verify", "report.json").exit == 1


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (["print", "EVENT", "sheet", "--output", "FILE"], "printed sheet"),
        (["review", "EVENT", "--format", "csv"], "exported questions"),
    ],
)
def test_papers_and_questions_of_a_protected_event_are_given_for_a_reason_too(
    zoom_sync: Run, tmp_path: Path, command: list[str], what: str
) -> None:
    event = zoom_sync(*ADD).out.strip()
    zoom_sync("merge", event)
    asked = [{"EVENT": event, "FILE": str(tmp_path / "a.pdf")}.get(word, word) for word in command]

    refused = zoom_sync(*asked)

    assert (refused.exit, refused.out, list(tmp_path.glob("a.pdf"))) == (1, "", [])
    assert "protected" in refused.err
    assert zoom_sync(*asked, "--reason", "for the front desk").exit == 0
    line = zoom_sync("audit", "list", event).out.splitlines()[0].split("\t")
    assert line[3:5] + line[6:] == [what, event, "for the front desk"]
