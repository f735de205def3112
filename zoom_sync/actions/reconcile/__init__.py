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

from zoom_sync.actions.reconcile.files import NOTHING_WRITTEN, Files, days_of
from zoom_sync.files import writing
from zoom_sync.files.writing.target import replacing
from zoom_sync.garbage import uncollected
from zoom_sync.records import (
    Event,
    Readiness,
    Record,
    Rule,
    Span,
    Trace,
    Trouble,
    Understood,
    Verdict,
    fact_id,
)
from zoom_sync.rules import merge
from zoom_sync.rules.times import instant, zone_named

WAITING = "an organiser's word that these files are complete"
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was made of the files: each with what it was found to be, and what should be said."""

    files: Sequence[tuple[str, Understood]]
    notes: Sequence[str]
    record: Record


@uncollected()
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
    Raises Trouble for whatever cannot be done; nothing is written then.
    """
    say = progress or (lambda done, total, what: None)
    format = writing.format_of(output)
    _refuse_to_overwrite(
        [*paths, *([decisions] if decisions else [])], [output, *([review] if review else [])]
    )
    event = _event(starts, ends, timezone, caution)
    total = 2 * len(paths) + 2
    files = Files(event, file_timezone, kinds or {}, columns or {}, lambda n, what: say(n, total, what))
    understood = files.understood(paths)
    event = replace(event, title=files.topic)
    traces = [trace for _, one in understood for trace in one.traces]
    verdicts, unknown = _verdicts(decisions, traces, event)
    say(total - 2, total, "merging")
    event = event if event.days else replace(event, days=days_of(traces, ZoneInfo(event.timezone)))
    record = merge.record(event, traces, verdicts, readiness=Readiness(False, (WAITING,)))
    say(total - 1, total, "writing")
    _write(record, format, output, review, traces)
    say(total, total, "done")
    return Summary(understood, (*files.notes, *unknown, *record.notes), record)


def _write(record: Record, format: str, output: Path, review: Path | None, traces: Sequence[Trace]) -> None:
    """Both files or none."""
    with replacing(output) as stream:
        writing.write_record(record, format, stream)
        if review:
            writing.write_review(record, review, traces)


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
    zone = zone_named(name, safe=NOTHING_WRITTEN, field="--timezone")
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


def _instant(given: str | datetime, zone: tzinfo, option: str) -> datetime:
    text = given.isoformat() if isinstance(given, datetime) else given
    return instant(text, zone, safe=NOTHING_WRITTEN, field=option, midnight=True)


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
