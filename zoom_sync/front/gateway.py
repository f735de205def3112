"""Between the words of ASGI and of WSGI (PEP 3333), for a request that has arrived whole."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from zoom_sync.front.words import Headers

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


def environ(scope: Mapping[str, Any], body: IO[bytes]) -> dict[str, Any]:
    """The WSGI environment of an ASGI scope.

    `body` stands at its end, and is wound back. Its length takes the place of whatever framing it came in.
    """
    length = body.tell()
    body.seek(0)
    name, port = scope.get("server") or ("localhost", 80)
    client, client_port = scope.get("client") or ("", 0)
    made = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": name,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": client,
        "REMOTE_PORT": str(client_port),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **_headers(scope["headers"]),
    }
    made["CONTENT_LENGTH"] = str(length) if length or "CONTENT_LENGTH" in made else ""
    return made


def _headers(headers: Headers) -> dict[str, str]:
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        # With an underscore for a hyphen somebody could pass a header of their own off as a proxy's.
        if b"_" in raw_name or raw_name.lower() == b"transfer-encoding":
            continue
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        key = name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"
        value = raw_value.decode("latin-1")
        if key in found:
            value = found[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
        found[key] = value
    return found


def answer(wsgi: WSGIApplication, environ: dict[str, Any], into: IO[bytes]) -> tuple[int, Headers]:
    """Run the application; its body goes into the file. Returns the status and the headers.

    Nothing is sent meanwhile, so an application that breaks off in the middle has sent no half of an answer.
    """
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(
        status: str, headers: list[tuple[str, str]], exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        started.append((status, headers))
        return into.write

    parts = wsgi(environ, start_response)
    try:
        for part in parts:
            if environ["REQUEST_METHOD"] != "HEAD":
                into.write(part)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    status, headers = started[-1]
    return int(status[:3]), [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in headers]
