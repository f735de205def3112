"""How often some addresses may be asked, by one token, one door or one network address; counted in this process."""

from __future__ import annotations

from typing import Any

from flask import Flask, request
from flask_limiter import Limiter

from zoom_sync.web.rooms import visitor

LIMITS = {
    "api.door": "60/minute",
    "door.search": "60/minute",
    "checking.ask": "60/minute",
    "checking.page": "60/minute",
    "my_record.page": "60/minute",
    "here.check_in": "600/hour",  # a whole hall may share one network address
}


def attach(app: Flask) -> None:
    limiter = Limiter(_mark, app=app, storage_uri="memory://", headers_enabled=True)
    for endpoint, often in LIMITS.items():
        limited: Any = limiter.limit(often)(app.view_functions[endpoint])
        app.view_functions[endpoint] = limited


def _mark() -> str:
    asking = visitor()
    return asking.token or (asking.door.id if asking.door else "") or f"from {request.remote_addr}"
