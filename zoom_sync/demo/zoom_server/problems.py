"""How this Zoom says no: `{"code", "message", "errors"?}`, where the code is not the HTTP status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, jsonify


class ZoomProblem(Exception):
    """A refusal of the REST API."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        *,
        errors: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.errors, self.headers = tuple(errors), dict(headers or {})

    def response(self) -> Response:
        body: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.errors:
            body["errors"] = [{"field": name, "message": text} for name, text in self.errors]
        answer = jsonify(body)
        answer.status_code = self.status
        answer.headers.update(self.headers)
        return answer


def no_webinar(webinar: object) -> ZoomProblem:
    """Unknown, expired or never run: Zoom does not tell them apart."""
    return ZoomProblem(404, 3001, f"Webinar does not exist: {webinar}.")


def invalid(field: str, text: str = "Invalid field.") -> ZoomProblem:
    return ZoomProblem(400, 300, "Validation Failed.", errors=[(field, text)])


def bad_token() -> ZoomProblem:
    return ZoomProblem(401, 124, "Invalid access token.")


def expired_token() -> ZoomProblem:
    return ZoomProblem(401, 124, "Access token is expired.")
