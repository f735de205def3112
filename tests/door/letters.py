"""Makes `web/static/door/letters.js`, which `test_search` compares: `python -m tests.door.letters`."""

from __future__ import annotations

from pathlib import Path

from anyascii import anyascii

from zoom_sync.rules.door_search import READ_FROM, READ_TO

FILE = Path(__file__).parents[2] / "zoom_sync/web/static/door/letters.js"


def text() -> str:
    readings = [
        "".join(filter(str.isalpha, anyascii(chr(code)).lower())) for code in range(READ_FROM, READ_TO)
    ]
    return (
        "// How each letter from Greek to Georgian is read in Latin ones, by anyascii (ISC licence).\n"
        "// Made by `python -m tests.door.letters`.\n"
        f"export const READ_FROM = 0x{READ_FROM:04x};\n"
        f'export const READ = "{" ".join(readings)}".split(" ");\n'
    )


if __name__ == "__main__":
    FILE.write_text(text())
