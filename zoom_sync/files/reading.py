"""The bytes of a file to a Table (rows of text) or a Listing (objects in the shape of Zoom's API).

What a file is, its content says, never its name. Every file that cannot be read raises a Trouble that names
it and one remedy.
"""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path, PurePosixPath, PureWindowsPath

from zoom_sync.files import letters, listing, rows, workbook
from zoom_sync.records import Listing, Table, Trouble

SAFE = "Nothing was taken from it."
NOTHING = b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"
HEAD = 4096  # bytes of a file that nearly always tell that it is not empty
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STRANGE = (  # how a file begins that is neither text, JSON nor XLSX
    (b"%PDF", "a PDF", "Save the list as XLSX or CSV."),
    (b"\x89PNG", "a picture", "Type the list into a sheet."),
    (b"\xff\xd8\xff", "a picture", "Type the list into a sheet."),
    (b"GIF8", "a picture", "Type the list into a sheet."),
    (b"RIFF", "a picture or a film", "Type the list into a sheet."),
    (b"II*\0", "a picture", "Type the list into a sheet."),
    (b"MM\0*", "a picture", "Type the list into a sheet."),
    (b"{\\rtf", "a text document", "Save the list as XLSX or CSV."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it first."),
    (b"Rar!", "a compressed file", "Unpack it first."),
    (b"SQLite format 3\0", "a database", "Export the list as XLSX or CSV."),
    (b"\x7fELF", "a program", "Give the list itself."),
    (b"MZ", "a program", "Give the list itself."),
)
MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|head|body)", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def read(source: Path | str | bytes, *, name: str = "", max_bytes: int = 2**30) -> Table | Listing:
    """Read a file, or the bytes of one. `name` is how it is called in sentences and refs."""
    name = shown_name(name or (Path(source).name if not isinstance(source, bytes) else "the file"))
    data = source if isinstance(source, bytes) else fetch(Path(source), name=name, max_bytes=max_bytes)
    if len(data) > max_bytes:
        raise too_large(name, max_bytes)
    if not data[:HEAD].strip(NOTHING) and not data.strip(NOTHING):
        raise Trouble(f"{name} is empty.", SAFE, "Give the file that holds the list.")
    _refuse_strangers(data, name)
    sha256 = digest(data)
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return workbook.read(data, name=name, sha256=sha256)
    found = letters.decode(data, name=name)
    del data, source  # half a gigabyte, where a million people registered
    if found.text.lstrip()[:1] in ("{", "["):
        return listing.parse(found.text, name=name, sha256=sha256)
    return _table(found, name=name, sha256=sha256)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def shown_name(name: str) -> str:
    """A file's name as it may be shown and stored: no folder, no control characters, at most 120 letters."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    clean = CONTROL.sub("", last.encode("utf-8", "replace").decode("utf-8")).strip()
    if len(clean) > 120:
        stem, dot, ending = clean.rpartition(".")
        clean = stem[: 119 - len(ending)] + dot + ending if dot and len(ending) < 10 else clean[:120]
    return clean if clean.strip(".") else "file"


def fetch(path: Path, *, name: str, max_bytes: int) -> bytes:
    """The bytes of a file. Raises Trouble if it is missing, a folder, locked away or too large."""
    name = name or str(path)  # "/" and "." have none
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError as why:
        raise Trouble(f"There is no file {name}.", "Nothing was read.", "Look at the path.") from why
    except IsADirectoryError as why:
        raise Trouble(f"{name} is a folder.", "Nothing was read.", "Name the files in it.") from why
    except PermissionError as why:
        raise Trouble(
            f"{name} may not be read by this user.", "Nothing was read.", "Change its permissions."
        ) from why
    except (OSError, ValueError) as why:  # ValueError: a zero byte in the path
        raise Trouble(f"{name} could not be read.", "Nothing was read.", "Copy it to another place.") from why
    if len(data) > max_bytes:
        raise too_large(name, max_bytes)
    return data


def too_large(name: str, max_bytes: int) -> Trouble:
    size = f"{max_bytes // 1024 // 1024} MB" if max_bytes >= 2**20 else f"{max_bytes:,} bytes"
    return Trouble(f"{name} is larger than {size}.", SAFE, "Save only the rows and columns that are needed.")


def _refuse_strangers(data: bytes, name: str) -> None:
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Trouble(f"{name} is protected by a password.", SAFE, "Save a copy without the password.")
        raise Trouble(f"{name} is in Excel's old format.", SAFE, "Open it and save it as XLSX or CSV.")
    for beginning, what, remedy in STRANGE:
        if data.startswith(beginning):
            raise Trouble(f"{name} is {what}, whatever its name says.", SAFE, remedy)
    if MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:200]):
        raise Trouble(
            f"{name} is a web page, whatever its name says.", SAFE, "Open it and save it as XLSX or CSV."
        )


def _table(found: letters.Letters, *, name: str, sha256: str) -> Table:
    binary = sum(found.text.count(chr(code)) for code in (0, 1, 2, 3, 4, 5, 6, 7, 8))
    if binary > len(found.text) // 50 + 2:
        raise Trouble(f"{name} is neither text nor a workbook.", SAFE, "Save the list as XLSX or CSV.")
    try:
        cells, numbers = rows.split(found.text.replace("\0", "\ufffd"))  # a zero byte no store can hold
    except csv.Error as why:
        raise Trouble(
            f"{name} could not be cut into rows: a cell in it has more than {rows.LARGEST_CELL:,} letters.",
            SAFE,
            "Look for a quotation mark that is opened and never closed.",
        ) from why
    if name.lower().endswith((".xlsx", ".xlsm")) and max(map(len, cells), default=0) < 2:
        # A list saved under the wrong name has columns and is read; what has none is a broken workbook.
        raise Trouble(f"{name} is no workbook, whatever its name says.", SAFE, "Save the list as XLSX again.")
    return Table(name, cells, sha256, numbers, (found.doubt,) if found.doubt else ())
