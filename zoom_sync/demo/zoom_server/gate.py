"""What every call of the REST API passes: faults, the token, its scopes, the limits.

An operation is declared once, with its rate label and scopes; the declarations are the whole REST surface.
"""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, Literal

from flask import Blueprint, Response, g, make_response, request

from zoom_sync.demo.zoom_server.limits import Limits
from zoom_sync.demo.zoom_server.paging import Pages, token_refused
from zoom_sync.demo.zoom_server.problems import ZoomProblem, bad_token, expired_token
from zoom_sync.demo.zoom_server.switches import Fault
from zoom_sync.demo.zoom_server.tokens import Grant, Tokens
from zoom_sync.demo.zoom_server.world import World

Label = Literal["LIGHT", "MEDIUM", "HEAVY"]


class Dropped(Exception):
    """The connection is to break without an answer."""


class Gate:
    """One per server; holds what the operations share."""

    def __init__(self, world: World, tokens: Tokens) -> None:
        self.world, self.tokens = world, tokens
        self.limits = Limits(world.clock, world.switches)
        self.pages = Pages(world.clock, world.switches)
        self.operations: list[tuple[str, str, Label, tuple[str, ...]]] = []
        self._seen: Counter[int] = Counter()

    def operation(
        self, rest: Blueprint, method: str, rule: str, *, label: Label, scopes: tuple[str, ...]
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declare an operation. `scopes`: classic and granular name, of which the token needs any one.

        A name without `:admin` stands for both forms; one with it (reports) for the admin form alone.
        """

        self.operations.append((method, f"{rest.url_prefix or ''}{rule}", label, scopes))

        def declare(handle: Callable[..., Any]) -> Callable[..., Any]:
            @functools.wraps(handle)
            def guarded(**values: Any) -> Any:
                g.label = label
                fault = self._fault()
                broken = self._broken(fault, label, scopes)
                if broken is not None:
                    return broken
                with self.world.lock:
                    g.grant = self._admit(scopes)
                    self.limits.take(label)
                    answer = make_response(handle(**values))
                return _spoiled(answer, fault)

            rest.add_url_rule(rule, view_func=guarded, methods=[method])
            return guarded

        return declare

    def _admit(self, scopes: tuple[str, ...]) -> Grant:
        header = request.headers.get("Authorization", "")
        if not header.lower().startswith("bearer "):
            raise bad_token()
        grant = self.tokens.access.get(header[7:].strip())
        if grant is None:
            raise bad_token()
        if grant.until <= self.world.clock.now():
            raise expired_token()
        enough = [form for name in scopes for form in _forms(name)]
        if not grant.scopes.intersection(enough):
            raise missing(scopes, admin=not grant.user_id)
        return grant

    def _fault(self) -> Fault | None:
        """The fault, if any, that strikes this request."""
        line = f"{request.method} {request.full_path.rstrip('?')}"
        struck = None
        for fault in self.world.switches.faults:
            if re.search(fault.path, line):
                self._seen[id(fault)] += 1
                if fault.nth <= self._seen[id(fault)] < fault.nth + fault.times:
                    struck = fault
        return struck

    def _broken(self, fault: Fault | None, label: Label, scopes: tuple[str, ...]) -> Response | None:
        """The answer of a fault that leaves nothing of the real one; None where there is none."""
        kind = fault.kind if fault else ""
        if kind == "drop":
            raise Dropped
        if kind in ("500", "503"):
            return make_response("<html><body>Service unavailable</body></html>", int(kind))
        refusals: dict[str, Callable[[], ZoomProblem]] = {
            "401": expired_token,
            "429 second": lambda: self.limits.per_second(label),
            "429 second 4001": lambda: self.limits.per_second(label, code=4001),
            "429 day": lambda: self.limits.daily(label),
            "429 day silent": lambda: self.limits.daily(label, silent=True),
            "page token": token_refused,
            "missing scope": lambda: missing(scopes, admin=True),
        }
        if kind in refusals:
            raise refusals[kind]()
        return None


def missing(scopes: tuple[str, ...], *, admin: bool) -> ZoomProblem:
    """400 with code 4711: not a 401, and no new token helps."""
    names = ", ".join(_forms(name)[-1] if admin else name for name in scopes)
    return ZoomProblem(400, 4711, f"Invalid access token, does not contain scopes:[{names}].")


def _forms(scope: str) -> tuple[str, ...]:
    return (scope,) if scope.endswith(":admin") else (scope, f"{scope}:admin")


def _spoiled(answer: Response, fault: Fault | None) -> Response:
    """A good answer gone wrong on its way: still 200."""
    kind = fault.kind if fault else ""
    if kind == "html":
        return make_response("<!doctype html><title>Sign in</title>", 200)
    if kind == "empty":
        answer.set_data(b"")
    elif kind == "truncated":
        answer.set_data(answer.get_data()[: max(1, len(answer.get_data()) // 2)])
    elif kind == "null list":
        body = json.loads(answer.get_data())
        answer.set_data(json.dumps({k: None if isinstance(v, list) else v for k, v in body.items()}))
    elif kind == "code in 200":
        answer.set_data(b'{"code":200,"message":"No permission."}')
    return answer
