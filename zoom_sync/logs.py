"""Structured logs: one JSON object a line, without names, addresses, payloads or secrets.

Events are written with ids and counts only. As a second fence one processor cuts what looks like a mail
address, a bearer token or a personal link out of every text.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_SENSITIVE = re.compile(
    r"[^\s@\"'<>]{1,64}@[^\s@\"'<>]{1,255}"  # an address
    r"|(?i:bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}"
    r"|https?://\S*(?:tk=|pwd=|/w/|/j/|code=)\S*"
    r"|\S*/(?:sign-in|unsubscribe|door|here|my-record|certificates)/\S+"  # addresses that are keys, with host or not
    r"|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9._-]+"  # a JSON web token
)

# Of an exception its type and place are told; its text and the values in its frames may be anybody's.
UNSAID = ("locals", "exc_value", "exc_notes")


def configure(level: str = "info") -> None:
    """Send every log line, our own and the libraries', to stderr as JSON."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.dict_tracebacks,
                redact,
                structlog.processors.JSONRenderer(ensure_ascii=True),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for chatty in ("urllib3", "apscheduler", "alembic", "sqlalchemy.engine", "werkzeug"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))


def redact(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace what looks like an address, a token or a personal link by [redacted], at any depth."""
    for key, value in line.items():
        line[key] = _clean(value)
    return line


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _SENSITIVE.sub("[redacted]", value)
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items() if key not in UNSAID}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value
