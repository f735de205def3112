"""What the README and the pages of docs/ say can be done, can be done: commands, targets, links, modules."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import click
import pytest

from zoom_sync.cli import cli, commands
from zoom_sync.cli.sources import WithDefault

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
ROOMS = ("actions", "files", "front", "mail", "rules", "store", "web", "worker", "zoom")
CODE = re.compile(r"^```\w*\n(.*?)^```|^((?: {4}\S.*\n)+)", re.M | re.S)
EXAMPLE = re.compile(r"^ *(?:Example: )?zoom-sync (\S.*)", re.M)
SPAN = re.compile(r"`([^`]+)`")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@pages
def test_every_command_that_a_page_names_is_there_with_its_options(page: Path) -> None:
    commands.register(cli)

    wrong = [f"{line}: {why}" for line in named_commands(page.read_text()) if (why := fault(line))]

    assert wrong == []


def test_the_help_of_every_command_with_options_has_an_example_that_can_be_typed() -> None:
    commands.register(cli)
    missing, wrong = [], []

    for name, command in every_command(cli):
        examples = EXAMPLE.findall((command.help or "").replace("\\\n", ""))
        if len(command.params) > 2 and not any(
            one.startswith(name.removesuffix(" take")) for one in examples
        ):
            missing.append(name)
        wrong += [
            f"{one}: {why}" for one in examples if (why := fault(" ".join(one.split(" && ")[0].split())))
        ]

    assert (missing, wrong) == ([], [])


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^()\s]+)\)", page.read_text())

    wrong = [link for link in links if not re.match(r"https?:", link) and not leads_somewhere(page, link)]

    assert wrong == []


def test_the_readme_leads_to_every_page() -> None:
    readme = (ROOT / "README.md").read_text()

    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"](docs/{page.name}" not in readme] == []


@pages
def test_every_target_of_make_that_a_page_names_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))

    named = re.findall(r"`make ([a-z-]+)[^`]*`", page.read_text())

    assert set(named) - targets == set()


def test_every_module_and_function_that_the_architecture_names_is_there() -> None:
    spans = SPAN.findall(CODE.sub("", (ROOT / "docs/architecture.md").read_text()))
    named = {span for span in spans if re.fullmatch(rf"({'|'.join(ROOMS)})(\.\w+)+", span)}

    assert len(named) > 50
    assert sorted(name for name in named if not found(name)) == []


@pytest.mark.parametrize("folder", ["zoom_sync", "zoom_sync/rules/identity"])
def test_the_architecture_has_a_line_for_every_room_and_every_step_of_who_is_who(folder: str) -> None:
    page = (ROOT / "docs/architecture.md").read_text()
    modules = {path.name for path in (ROOT / folder).iterdir() if path.name[0] not in "_."} - {"migrations"}

    assert sorted(name for name in modules if f"`{name}`" not in page and f"`{name}/`" not in page) == []


def named_commands(text: str) -> Iterator[str]:
    """Each `zoom-sync …` of blocks of code and of spans, on one line, without comments."""
    blocks = "\n".join(fenced or indented for fenced, indented in CODE.findall(text)).replace("\\\n", " ")
    lines = [line.partition(" #")[0].strip() for line in blocks.splitlines()]
    spans = [" ".join(span.split()) for span in SPAN.findall(CODE.sub("", text))]
    for line in lines + spans:
        _, zoom_sync, asked = re.sub(r"^(?:[A-Z_]+=\S+ )+", "", line).partition("zoom-sync ")
        if zoom_sync and not _:
            yield from asked.removeprefix("COMMAND ").split(" · ")


def every_command(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by what is typed."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    for word, below in command.commands.items():
        yield from every_command(below, f"{name} {word}".strip())


def fault(line: str) -> str:
    """Why a line of the form `event change EVENT --caution careful` cannot be typed; "" if it can."""
    line = re.sub(r"[\[\]…]", " ", line.removeprefix("zoom-sync "))  # [what may be left out] …
    words, command = shlex.split(line), cast(click.Command, cli)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name = (
            words.pop(0) if words[0] in command.commands or not isinstance(command, WithDefault) else "take"
        )
        if name not in command.commands:
            return f"there is no {name}"
        command = command.commands[name]
    try:
        _, too_many, _ = command.make_parser(click.Context(command)).parse_args(words)
    except click.UsageError as why:
        # a sentence may name an option without its value
        return "" if isinstance(why, click.BadOptionUsage) else why.format_message()
    return f"too many words: {too_many}" if too_many else ""


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists() or not anchor:
        return target.exists()
    titles = re.findall(r"^#+ (.+)$", target.read_text(), re.M)
    return anchor in {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def found(name: str) -> bool:
    """Whether a dotted name is a module of ours, or something that a module of ours has at its top."""
    *above, last = ["zoom_sync", *name.split(".")]
    if module(*above, last):
        return True
    text = path.read_text() if (path := module(*above)) else ""
    return bool(re.search(rf"^(?:(?:def|class) )?{last}\b|^from .*\b{last}\b|^    {last},$", text, re.M))


def module(*parts: str) -> Path | None:
    path = ROOT.joinpath(*parts)
    return next((one for one in (path.with_suffix(".py"), path / "__init__.py") if one.is_file()), None)
