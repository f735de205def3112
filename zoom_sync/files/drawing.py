"""The presence curve as SVG text.

It stands in a page under a strict content security policy, in a mail or in a file by itself: no scripts, no
style attributes, no links. Colours are presentation attributes, which a style sheet overrides by class
(`presence-zoom`, `presence-room`, `presence-both`); the three lines differ in dash too, for eyes that see
no colours and for paper. Text takes the colour around it. Beside a drawing stands a table: whoever shows it
puts one there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

Number = Callable[[int], str]  # as the reader's language writes it
Say = Callable[[str], str]  # a text of ours in the reader's language; what stands in braces stays


class Words(NamedTuple):
    """What a line is called, and how its highest point is told."""

    name: str
    peak: str
    nobody: str


# Name in the report, colour, dashes.
LINES = (("zoom", "#1f5fbf", ""), ("room", "#b4530a", "8 3"), ("both", "#2d7d46", "2 3"))
_WIDTH, _HEIGHT = 960, 330
_LEFT, _RIGHT, _TOP, _FLOOR = 52, 16, 44, 288
_LANE = 22
_STEPS_MIN = (5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def presence(report: Mapping[str, Any], *, id: str = "presence", say: Say = str, number: Number = str) -> str:
    """Draw `curve` and `agenda` of a report (as `rules.report` gives it) in its event's zone.

    `id` is the start of the ids inside: two drawings on one page need two. `say` translates its words,
    `number` writes its numbers.
    """
    words = _words(say)
    points: Sequence[Mapping[str, Any]] = report["curve"]["points"]
    zone = ZoneInfo(report["event"]["timezone"])
    described = _described(report, zone, words, number) or say("Nobody was present.")
    lanes = _lanes(report["agenda"], points)
    height = _HEIGHT + _LANE * (max((lane for _, _, _, lane in lanes), default=-1) + 1)
    top = _ceiling(max((point[line[0]] for point in points for line in LINES), default=0))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" class="presence" '
        f'aria-labelledby={quoteattr(f"{id}-title {id}-desc")} font-size="12" fill="currentColor">',
        f"<title id={quoteattr(f'{id}-title')}>{text(say('People present over time'))}</title>",
        f"<desc id={quoteattr(f'{id}-desc')}>{text(described)}</desc>",
        *_scale(top, number),
        *_hours(points, zone),
        *_legend(report, zone, words, number),
        *(_line(points, *line, words=words[line[0]].name, top=top) for line in LINES),
        *_agenda(lanes),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _words(say: Say) -> dict[str, Words]:
    return {
        "zoom": Words(say("in Zoom"), say("in Zoom: at most {people} at {at}"), say("in Zoom: nobody")),
        "room": Words(
            say("in the room"), say("in the room: at most {people} at {at}"), say("in the room: nobody")
        ),
        "both": Words(
            say("in both at once"),
            say("in both at once: at most {people} at {at}"),
            say("in both at once: nobody"),
        ),
    }


def _described(report: Mapping[str, Any], zone: ZoneInfo, words: Mapping[str, Words], number: Number) -> str:
    peaks = report["curve"]["peaks"]
    return ". ".join(
        _told(peaks[name], zone, said, number) for name, said in words.items() if peaks[name]["at"]
    )


def _told(peak: Mapping[str, Any], zone: ZoneInfo, words: Words, number: Number) -> str:
    if not peak["at"]:
        return words.nobody
    return words.peak.format(people=number(peak["people"]), at=_clock(peak["at"], zone))


def _line(
    points: Sequence[Mapping[str, Any]], name: str, colour: str, dashes: str, *, words: str, top: int
) -> str:
    """A staircase that goes on level until the number changes; a new day begins a new stroke."""
    strokes: list[str] = []
    last_at, last_x, last_y = None, 0.0, 0.0
    gap = _gap(points)
    for number, point in enumerate(points):
        x, y = _x(number, len(points)), _y(point[name], top)
        at = datetime.fromisoformat(point["at"])
        if last_at is None or at - last_at > gap:
            strokes.append((f"H{last_x:.1f}" if strokes else "") + f"M{x:.1f} {y:.1f}")
        elif y != last_y:
            strokes.append(f"H{x:.1f}V{y:.1f}")
        last_at, last_x, last_y = at, x, y
    if strokes:
        strokes.append(f"H{last_x:.1f}")
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path class="presence-{name}" d="{"".join(strokes)}" fill="none" stroke="{colour}" '
        f'stroke-width="2"{dash}><title>{text(words)}</title></path>'
    )


def _scale(top: int, number: Number) -> Iterator[str]:
    for value in range(0, top + 1, max(1, top // 4)):
        y = _y(value, top)
        yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="currentColor" stroke-opacity="0.2"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{text(number(value))}</text>'


def _hours(points: Sequence[Mapping[str, Any]], zone: ZoneInfo) -> Iterator[str]:
    """Round times of day under the curve, at most a dozen, and the date where a day begins."""
    if not points:
        return
    minutes = len(points) * _gap(points) / timedelta(minutes=1)
    step = next((one for one in _STEPS_MIN if minutes / one <= 12), _STEPS_MIN[-1])
    gap, last = _gap(points), None
    for number, point in enumerate(points):
        at = datetime.fromisoformat(point["at"]).astimezone(zone)
        x = _x(number, len(points))
        begins = last is None or at - last > gap
        last = at
        if begins:
            yield f'<text x="{x:.1f}" y="{_FLOOR + 34}">{at.day} {at:%b %Y}</text>'
        if begins and number:
            yield f'<path d="M{x:.1f} {_TOP}V{_FLOOR}" stroke="currentColor" stroke-opacity="0.6"/>'
        if (at.hour * 60 + at.minute) % step == 0 and at.second == 0:
            yield f'<path d="M{x:.1f} {_FLOOR}v5" stroke="currentColor"/>'
            yield f'<text x="{x:.1f}" y="{_FLOOR + 18}" text-anchor="middle">{at:%H:%M}</text>'


def _legend(
    report: Mapping[str, Any], zone: ZoneInfo, words: Mapping[str, Words], number: Number
) -> Iterator[str]:
    x = _LEFT
    for name, colour, dashes in LINES:
        label = _told(report["curve"]["peaks"][name], zone, words[name], number)
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield f'<path class="presence-{name}" d="M{x} 20h24" stroke="{colour}" stroke-width="3"{dash}/>'
        yield f'<text x="{x + 30}" y="24">{text(label)}</text>'
        x += 300


def _lanes(
    agenda: Sequence[Mapping[str, Any]], points: Sequence[Mapping[str, Any]]
) -> list[tuple[str, float, float, int]]:
    """Title, left, right and lane of each session; sessions at one time lie in lanes under one another."""
    instants = [point["at"] for point in points]
    ends: list[str] = []
    found = []
    for session in agenda:
        inside = [n for n, at in enumerate(instants) if session["starts"] <= at <= (session["ends"] or at)]
        if not inside:
            continue
        lane = next((n for n, end in enumerate(ends) if end <= session["starts"]), len(ends))
        ends[lane : lane + 1] = [session["ends"] or instants[-1]]
        found.append((session["title"], _x(inside[0], len(points)), _x(inside[-1], len(points)), lane))
    return found


def _agenda(lanes: Sequence[tuple[str, float, float, int]]) -> Iterator[str]:
    for title, left, right, lane in lanes:
        y, room = _HEIGHT + lane * _LANE, int((right - left) / 6.8)
        shown = title if len(title) <= room else title[: max(room - 1, 0)] + "…"
        yield (
            f'<g class="presence-session"><title>{text(title)}</title><rect x="{left:.1f}" y="{y}" '
            f'width="{max(right - left - 1, 1):.1f}" height="{_LANE - 4}" rx="3" fill-opacity="0.12"/>'
            f'<text x="{left + 4:.1f}" y="{y + 13}">{text(shown)}</text></g>'
        )


def _x(number: int, count: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * number / max(count - 1, 1)


def _y(value: int, top: int) -> float:
    return _FLOOR - (_FLOOR - _TOP) * value / top


def _ceiling(most: int) -> int:
    """The least number that is not less and divides into four round parts: 4, 8, 12 … 40, 80, 120 …"""
    size = 1
    while most > 40 * size:
        size *= 10
    return next(size * one for one in (4, 8, 12, 16, 20, 24, 32, 40) if size * one >= most)


def _gap(points: Sequence[Mapping[str, Any]]) -> timedelta:
    if len(points) < 2:
        return timedelta(minutes=1)
    return datetime.fromisoformat(points[1]["at"]) - datetime.fromisoformat(points[0]["at"])


def _clock(at: str, zone: ZoneInfo) -> str:
    return f"{datetime.fromisoformat(at).astimezone(zone):%H:%M}"


def text(words: str) -> str:
    return escape(_NO_XML.sub("\ufffd", words))
