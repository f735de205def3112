"""The files that are reconciled: each read, and understood as soon as it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from zoom_sync import intake
from zoom_sync.records import Event, Listing, Span, Table, Trace, Trouble, Understood
from zoom_sync.rules import sheet
from zoom_sync.rules.times import zone_named

NOTHING_WRITTEN = "Nothing was written."


@dataclass(frozen=True, slots=True)
class Given:
    """A file as read. `shown` is its name in refs, unique among the files."""

    shown: str
    content: Table | Listing
    kind: str
    columns: Mapping[str, str]
    recognised: sheet.Recognised | None

    @property
    def is_sheet(self) -> bool:
        """A sheet from the room: its hours are the place's, and may need the event's day to be understood."""
        return self.recognised is not None and self.recognised.kind == "sign-in"


class Files:
    """The files, each understood as soon as it is read: so the rows of one are in memory, and not of all.

    Sheets come last: without --starts the day of their hours is that of the other files' connections.
    `topic`: what one of Zoom's reports names as such. Raises Trouble for a file or an option that is no good.
    """

    def __init__(
        self,
        event: Event,
        file_timezone: str,
        kinds: Mapping[str, str],
        columns: Mapping[str, str],
        say: Callable[[int, str], None],
    ) -> None:
        self.notes: list[str] = []
        self.topic = ""
        self._event, self._kinds, self._columns, self._say = event, kinds, columns, say
        self._place = ZoneInfo(event.timezone)
        self._written = self._place
        if file_timezone:
            self._written = zone_named(file_timezone, safe=NOTHING_WRITTEN, field="--file-timezone")
        self._found: dict[str, Understood | None] = {}
        self._sheets: list[Given] = []
        self._reports = False
        self._known: dict[str, str] = {}
        self._used: set[str] = set()
        self._done = 0

    def understood(self, paths: Sequence[Path]) -> list[tuple[str, Understood]]:
        """What each file says, in their order. The same file again is left aside with a note."""
        _refuse_unknown(paths, self._kinds)
        for path, shown in zip(paths, _shown_names(paths), strict=True):
            self._take(path, shown)
        if unused := [column for column in self._columns if column not in self._used]:
            raise Trouble(f"No file has a column “{unused[0]}”.", NOTHING_WRITTEN, "Look at --map.")
        # --file-timezone is of Zoom's CSV; a sheet's hours are the place's, unless there is nothing else it can mean
        zone = self._place if self._reports else self._written
        for one in self._sheets:
            if not self._event.days:
                self._event = replace(self._event, days=days_of(self._traces(), self._place))
            self._understand(one, zone)
        return [(shown, one) for shown, one in self._found.items() if one is not None]

    def _take(self, path: Path, shown: str) -> None:
        self._step(f"reading {shown}")
        content = intake.read(path, name=shown)
        twin = self._known.setdefault(content.sha256, shown)
        if twin != shown:
            self.notes.append(f"{shown} is the same file as {twin}: it was taken once.")
            return
        kind = self._kinds.get(str(path)) or self._kinds.get(path.name) or ""
        one = Given(shown, content, kind, {}, None)
        if isinstance(content, Table):
            mine = sheet.columns_in(content, self._columns)
            self._used |= mine.keys()
            one = Given(shown, content, kind, mine, recognised := sheet.recognise(content, kind, mine))
            self.topic = self.topic or recognised.layout.summary.get("topic", "")
        self._found[shown] = None  # their order is that in which they were given
        if one.is_sheet:
            self._sheets.append(one)
            return
        self._reports = self._reports or one.recognised is not None
        self._understand(one, self._written)

    def _traces(self) -> list[Trace]:
        return [trace for one in self._found.values() if one is not None for trace in one.traces]

    def _understand(self, one: Given, zone: tzinfo) -> None:
        self._step(f"understanding {one.shown}")
        self._found[one.shown] = intake.understand(
            one.content,
            event=self._event,
            zone=zone,
            kind=one.kind,
            columns=one.columns,
            file_key=one.shown,
            shown=one.shown,
            recognised=one.recognised,
        )

    def _step(self, what: str) -> None:
        self._say(self._done, what)
        self._done += 1


def _refuse_unknown(paths: Sequence[Path], kinds: Mapping[str, str]) -> None:
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


def days_of(traces: Sequence[Trace], zone: tzinfo) -> tuple[Span, ...]:
    """The days that the stays lie on, each from the first coming to the last leaving."""
    days: dict[object, Span] = {}
    for stay in (stay for trace in traces for stay in trace.stays if stay):
        start = stay.start
        end = max(stay.end or start, start)
        day = start.astimezone(zone).date()
        known = days.get(day)
        first = min(start, known.start) if known else start
        last = max(end, known.end or end) if known else end
        days[day] = Span(first, max(last, first + timedelta(minutes=1)))
    return tuple(days[day] for day in sorted(days, key=str))
