"""A service that only listens: it checks each delivery in its own words and keeps it."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field

from flask import Response, jsonify, request

SECRET = "a-secret-of-the-tests"


@dataclass
class Receiver:
    """Takes deliveries, checking them in its own words; `answers` are given in turn, then 204s."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)
    stamps: list[int] = field(default_factory=list)
    tracking: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    unsigned: int = 0
    validated: int = 0
    deaf: bool = False  # does not know the challenge
    slow_s: float = 0

    def take(self) -> Response | tuple[str, int]:
        raw, stamp = request.get_data(), request.headers["x-zm-request-timestamp"]
        mac = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256)
        if request.headers["x-zm-signature"] != f"v0={mac.hexdigest()}":
            self.unsigned += 1
            return "", 401
        told = json.loads(raw)
        if told["event"] == "endpoint.url_validation":
            if self.deaf:
                return "", 500
            self.validated += 1
            plain = told["payload"]["plainToken"]
            mac = hmac.new(SECRET.encode(), plain.encode(), hashlib.sha256)
            return jsonify(plainToken=plain, encryptedToken=mac.hexdigest())
        self.bodies.append(raw)
        self.stamps.append(int(stamp))
        self.tracking.append(request.headers["x-zm-trackingid"])
        time.sleep(self.slow_s)
        return "", self.answers.pop(0) if self.answers else 204

    @property
    def events(self) -> list[str]:
        return [json.loads(body)["event"].removeprefix("webinar.") for body in self.bodies]
