"""A section's table as bars, in SVG: a row of the table is a bar, a column a part of it.

To be read without colours, too: on Zoom is full, in the room is hatched, both is dotted, absent is empty; and without
eyes: the picture says what it is, and its table stands below it. Nothing is scripted, styled or loaded; a page gives
its own colours by class (`bar-virtual`, `line-in_person`, `dot-both`, `ground`).
"""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from zoom_sync.files.document import Section
from zoom_sync.files.drawing import Number, text


class Look(NamedTuple):
    colour: str
    pattern: str  # what is drawn upon white in its colour; "" is all of it


LOOKS = {
    "people": Look("#1f5fbf", ""),
    "virtual": Look("#1f5fbf", ""),
    "in_person": Look(
        "#b4530a", '<path class="line-in_person" d="M0 0V8" stroke="#b4530a" stroke-width="7"/>'
    ),
    "both": Look("#2d7d46", '<circle class="dot-both" cx="4" cy="4" r="2.4" fill="#2d7d46"/>'),
    "back": Look("#1f5fbf", ""),
    "new": Look("#b4530a", '<path class="line-in_person" d="M0 0V8" stroke="#b4530a" stroke-width="4"/>'),
    "absent": Look("#6b7783", '<path d="M0 4H8" stroke="#6b7783" stroke-width=".8"/>'),
}
_WIDTH, _LEFT, _RIGHT, _ROW, _BAR = 560, 176, 48, 25, 17
LONGEST = 27  # letters of a name that are drawn; the table has it whole


def bars(section: Section, *, id: str = "", number: Number = str) -> str:
    """The picture of a section whose `picture` is "bars". `id` begins the ids inside, for several on one page.

    `number` writes its numbers.
    """
    table = section.table
    assert table is not None
    id = id or section.key
    places = [table.keys.index(column) for column in section.columns]
    rows = [(name, [figures[place].value for place in places]) for name, figures in table.rows]
    most = max((sum(values) for _, values in rows), default=0) or 1
    legend = 26 if len(places) > 1 else 0
    height = legend + _ROW * max(len(rows), 1) + 4
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" class="bars-of" '
        f'aria-labelledby={quoteattr(f"{id}-title {id}-desc")} font-size="12" fill="currentColor">',
        f"<title id={quoteattr(f'{id}-title')}>{text(section.title)}</title>",
        f"<desc id={quoteattr(f'{id}-desc')}>{text(_described(rows, number))}</desc>",
        "<defs>", *(_pattern(id, column) for column in section.columns if LOOKS[column].pattern), "</defs>",
    ]  # fmt: skip
    if legend:
        parts += _legend(id, section, [table.head[place + 1] for place in places])
    scale = (_WIDTH - _LEFT - _RIGHT) / most
    for place, (name, values) in enumerate(rows):
        parts += _bar(id, section, name, values, legend + place * _ROW, scale)
        x, y = _LEFT + sum(values) * scale + 6, legend + place * _ROW + _BAR / 2 + 6
        parts.append(f'<text x="{x:.1f}" y="{y:.1f}">{text(number(sum(values)))}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _described(rows: list[tuple[str, list[int]]], number: Number) -> str:
    return "; ".join(f"{name}: {number(sum(values))}" for name, values in rows)


def _pattern(id: str, column: str) -> str:
    turned = ' patternTransform="rotate(45)"' if column in ("in_person", "new") else ""
    return (
        f'<pattern id={quoteattr(f"{id}-{column}")} width="8" height="8" patternUnits="userSpaceOnUse"{turned}>'
        f'<rect class="ground" width="8" height="8" fill="#ffffff"/>{LOOKS[column].pattern}</pattern>'
    )


def _fill(id: str, column: str) -> str:
    look = LOOKS[column]
    fill = f"url(#{id}-{column})" if look.pattern else look.colour
    return f'class="bar-{column}" fill={quoteattr(fill)} stroke={quoteattr(look.colour)}'


def _legend(id: str, section: Section, names: list[str]) -> list[str]:
    step = (_WIDTH - _LEFT) / len(names)
    found = []
    for number, (column, name) in enumerate(zip(section.columns, names, strict=True)):
        x = _LEFT + number * step
        found.append(f'<rect x="{x:.1f}" y="4" width="14" height="12" {_fill(id, column)}/>')
        found.append(f'<text x="{x + 20:.1f}" y="15">{text(name)}</text>')
    return found


def _bar(id: str, section: Section, name: str, values: list[int], y: float, scale: float) -> list[str]:
    middle, x = y + _BAR / 2 + 6, float(_LEFT)
    shown = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
    found = [f'<text x="{_LEFT - 8}" y="{middle:.1f}" text-anchor="end">{text(shown)}</text>']
    for column, value in zip(section.columns, values, strict=True):
        if value:
            width = value * scale
            found.append(
                f'<rect x="{x:.1f}" y="{y + 2:.1f}" width="{max(width, 1):.1f}" height="{_BAR}" {_fill(id, column)}/>'
            )
            x += width
    return found
