"""docs/privacy.md shows the data map as it is in code; `python -m tests.store.test_privacy_page` writes it anew."""

from __future__ import annotations

from pathlib import Path

from zoom_sync.store import datamap

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"
BEGINS, ENDS = "<!-- data map -->\n", "<!-- end -->"


def table() -> str:
    lines = ["| what | columns | what for | kept | seen by |", "|---|---|---|---|---|"]
    for one in datamap.MAP:
        columns = " ".join(f"`{column}`" for column in one.columns)
        lines.append(f"| {one.what} | {columns} | {one.purpose} | {one.kept} | {one.seen_by} |")
    return "\n".join(lines) + "\n"


def test_the_page_shows_the_data_map_as_it_is_in_code():
    shown = PAGE.read_text().partition(BEGINS)[2].partition(ENDS)[0]

    assert shown.strip() == table().strip(), "Run: python -m tests.store.test_privacy_page"


if __name__ == "__main__":
    before, _, rest = PAGE.read_text().partition(BEGINS)
    PAGE.write_text(before + BEGINS + table() + ENDS + rest.partition(ENDS)[2])
