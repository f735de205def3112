"""Files in, one merged record out: no store, no account, no network.

The same chain as for an event in the store, with files at both ends. Fact ids are made with an empty key, so
the same files give the same record, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from zoom_sync import intake
from zoom_sync.files import writing
from zoom_sync.records import (
    Event,
    Listing,
    Readiness,
    Record,
    Rule,
    Span,
    Table,
    Trace,
    Trouble,
    Understood,
    Verdict,
    fact_id,
)
from zoom_sync.rules import merge, sheet

NOTHING_WRITTEN = "Nothing was written."
WAITING = "an organiser's word that these files are complete"
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was made of the files: each with what it was found to be, and what should be said."""

    files: Sequence[tuple[str, Understood]]
    notes: Sequence[str]
    record: Record


@dataclass(frozen=True, slots=True)
class Given:
    """A file as read. `shown` is its name in refs, unique among the files."""

    path: Path
    shown: str
    content: Table | Listing
    kind: str
    columns: Mapping[str, str]
    recognised: sheet.Recognised | None

    @property
    def is_sheet(self) -> bool:
        """A sheet from the room: its hours are the place's, and may need the event's day to be understood."""
        return self.recognised is not None and self.recognised.kind == "sign-in"


def reconcile(
    paths: Sequence[Path],
    *,
    output: Path,
    starts: str | datetime | None = None,
    ends: str | datetime | None = None,
    timezone: str = "",
    file_timezone: str = "",
    kinds: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    caution: Literal["careful", "usual"] = "usual",
    review: Path | None = None,
    decisions: Path | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Merge registrants, participants and sign-in files into one record, written to `output`.

    `starts`, `ends`: ISO, local to `timezone` (default UTC) where they have no offset; without them nothing
    is clipped. `file_timezone`: of the times in Zoom's own CSV, which carry none. `kinds`: file -> kind.
    Raises Trouble, before anything is written, for whatever cannot be done.
    """
    say = progress or (lambda done, total, what: None)
    format = writing.format_of(output)
    _refuse_to_overwrite(
        [*paths, *([decisions] if decisions else [])], [output, *([review] if review else [])]
    )
    event = _event(starts, ends, timezone, caution)
    total = 2 * len(paths) + 2
    given, notes = _read_all(paths, kinds or {}, columns or {}, lambda n, what: say(n, total, what))
    event = replace(event, title=_title(given))
    understood = _understand_all(
        given, event, file_timezone, lambda n, what: say(len(paths) + n, total, what)
    )
    given.clear()  # the cells are understood: their room is needed for the merge
    traces = [trace for _, one in understood for trace in one.traces]
    verdicts, unknown = _verdicts(decisions, traces, event)
    say(total - 2, total, "merging")
    event = event if event.days else replace(event, days=_days_of(traces, ZoneInfo(event.timezone)))
    record = merge.record(event, traces, verdicts, readiness=Readiness(False, (WAITING,)))
    say(total - 1, total, "writing")
    writing.write_record(record, format, output)
    if review:
        writing.write_review(record, review, traces)
    say(total, total, "done")
    return Summary(understood, (*notes, *unknown, *record.notes), record)


def _refuse_to_overwrite(inputs: Sequence[Path], outputs: Sequence[Path]) -> None:
    seen: dict[Path, str] = {path.resolve(): "one of the files that are read" for path in inputs}
    for path in outputs:
        where = path.resolve()
        if where in seen:
            raise Trouble(f"{path} is {seen[where]}.", NOTHING_WRITTEN, "Write to another place.")
        seen[where] = "named twice"


def _event(
    starts: str | datetime | None,
    ends: str | datetime | None,
    timezone: str,
    caution: Literal["careful", "usual"],
) -> Event:
    name = timezone or "UTC"
    zone = _zone(name, "--timezone")
    if bool(starts) != bool(ends):
        raise Trouble("--starts and --ends go together.", NOTHING_WRITTEN, "Give both or neither.")
    days: tuple[Span, ...] = ()
    if starts and ends:
        span = Span(_instant(starts, zone, "--starts"), _instant(ends, zone, "--ends"))
        if span.end is None or span.end <= span.start:
            raise Trouble("The event ends before it starts.", NOTHING_WRITTEN, "Look at --starts and --ends.")
        days = (span,)
    return Event(
        id="files", title="", days=days, timezone=name, rule=Rule(clip_to_event=bool(days)), caution=caution
    )


def _zone(name: str, option: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as why:  # unknown, or no name of a zone at all
        raise Trouble(
            f"{option}: there is no time zone “{name}”.", NOTHING_WRITTEN, "Such as Asia/Kolkata."
        ) from why


def _instant(text: str | datetime, zone: tzinfo, option: str) -> datetime:
    try:
        at = text if isinstance(text, datetime) else datetime.fromisoformat(text.strip())
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as why:
        raise Trouble(
            f"{option}: “{text}” is no time.", NOTHING_WRITTEN, "Write it as 2026-11-11T10:30."
        ) from why


def _read_all(
    paths: Sequence[Path],
    kinds: Mapping[str, str],
    columns: Mapping[str, str],
    say: Callable[[int, str], None],
) -> tuple[list[Given], list[str]]:
    _refuse_unknown_files(paths, kinds)
    given: list[Given] = []
    notes: list[str] = []
    used: set[str] = set()
    for n, (path, shown) in enumerate(zip(paths, _shown_names(paths), strict=True)):
        say(n, f"reading {shown}")
        content = intake.read(path, name=shown)
        twin = next((one.shown for one in given if one.content.sha256 == content.sha256), "")
        if twin:
            notes.append(f"{shown} is the same file as {twin}: it was taken once.")
            continue
        kind = kinds.get(str(path)) or kinds.get(path.name) or ""
        mine: Mapping[str, str] = {}
        recognised = None
        if isinstance(content, Table):
            mine = sheet.columns_in(content, columns)
            recognised = sheet.recognise(content, kind, mine)
        used |= mine.keys()
        given.append(Given(path, shown, content, kind, mine, recognised))
    if unused := [column for column in columns if column not in used]:
        raise Trouble(f"No file has a column “{unused[0]}”.", NOTHING_WRITTEN, "Look at --map.")
    return given, notes


def _refuse_unknown_files(paths: Sequence[Path], kinds: Mapping[str, str]) -> None:
    known = {name for path in paths for name in (str(path), path.name)}
    for name in kinds:
        if name not in known:
            raise Trouble(
                f"--kind: {name} is not among the files.", NOTHING_WRITTEN, "Name a file that is given."
            )


def _shown_names(paths: Sequence[Path]) -> list[str]:
    """Each file's own name; with its folder, then a number, where two files have the same."""
    shown: list[str] = []
    for path in paths:
        name = intake.shown_name(path.name)
        if name in shown:
            name = f"{intake.shown_name(path.resolve().parent.name)}-{name}"
        number = 2
        while name in shown:
            name = f"{path.stem} ({number}){path.suffix}"
            number += 1
        shown.append(name)
    return shown


def _title(given: Sequence[Given]) -> str:
    """The topic that one of Zoom's reports names."""
    return next(
        (
            topic
            for one in given
            if one.recognised is not None and (topic := one.recognised.layout.summary.get("topic", ""))
        ),
        "",
    )


def _understand_all(
    given: Sequence[Given], event: Event, file_timezone: str, say: Callable[[int, str], None]
) -> list[tuple[str, Understood]]:
    """Sheets last: without --starts the day of their hours is that of the other files' connections."""
    place = ZoneInfo(event.timezone)
    written = _zone(file_timezone, "--file-timezone") if file_timezone else place
    # --file-timezone is of Zoom's CSV; a sheet's hours are the place's, unless there is nothing else it can mean
    reports = any(one.recognised is not None and not one.is_sheet for one in given)
    found: dict[str, Understood] = {}
    for n, one in enumerate(sorted(given, key=lambda one: one.is_sheet)):
        say(n, f"understanding {one.shown}")
        if one.is_sheet and not event.days:
            seen = [trace for before in found.values() for trace in before.traces]
            event = replace(event, days=_days_of(seen, place))
        found[one.shown] = intake.understand(
            one.content,
            event=event,
            zone=place if one.is_sheet and reports else written,
            kind=one.kind,
            columns=one.columns,
            file_key=one.shown,
            shown=one.shown,
            recognised=one.recognised,
        )
    return [(one.shown, found[one.shown]) for one in given]


def _days_of(traces: Sequence[Trace], zone: tzinfo) -> tuple[Span, ...]:
    """The days that the stays lie on, each from the first coming to the last leaving."""
    days: dict[object, Span] = {}
    for trace in traces:
        if trace.span is None:
            continue
        start = trace.span.start
        end = max(trace.span.end or start, start)
        day = start.astimezone(zone).date()
        known = days.get(day)
        first = min(start, known.start) if known else start
        last = max(end, known.end or end) if known else end
        days[day] = Span(first, max(last, first + timedelta(minutes=1)))
    return tuple(days[day] for day in sorted(days, key=str))


def _verdicts(path: Path | None, traces: Sequence[Trace], event: Event) -> tuple[list[Verdict], list[str]]:
    """The answers as decisions about facts; a later row is the newer decision."""
    if path is None:
        return [], []
    facts = {trace.ref: trace.id for trace in traces}
    first = event.ends if event.days else datetime(2000, 1, 1, tzinfo=UTC)
    answers, notes = writing.read_answers(path)
    verdicts = []
    for answer in answers:
        unknown = [ref for ref in answer.refs if ref not in facts]
        if unknown:
            notes.append(
                f"{path.name}, line {answer.line}: {unknown[0]} is in none of the files; left aside."
            )
            continue
        refs = tuple(facts[ref] for ref in answer.refs)
        verdicts.append(
            Verdict(
                id=fact_id(event.key, "verdict", answer.kind, *refs, str(answer.line)),
                kind=answer.kind,
                refs=refs,
                by=path.name,
                at=first + timedelta(seconds=answer.line),
            )
        )
    return verdicts, notes
