"""What the demo says of itself, and how it is held, hastened or let go: `/demo/…` and a page at `/`."""

from __future__ import annotations

import io
import math
from typing import Any

import requests
from flask import Blueprint, Response, abort, jsonify, render_template_string, request, send_file

from zoom_sync.demo.webinar_day import objecting
from zoom_sync.demo.webinar_day.day import Day
from zoom_sync.demo.webinar_day.parts import Doubt, wall
from zoom_sync.demo.webinar_day.sheet import sheets
from zoom_sync.demo.webinar_day.truth import event, truth
from zoom_sync.demo.zoom_server.deliverer import Deliverer

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Demo Zoom</title>
<meta http-equiv="refresh" content="2">
<body style="font:16px/1.5 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem">
<h1>Demo Zoom</h1><p>A Zoom that is not Zoom. It plays one invented day for a service that believes it.</p>
<p><b>{{ state.clock }}</b> in New Delhi, 11 November 2022
({{ (state.progress * 100) | round | int }} %){% if state.paused %}, held{% endif %}
{% if state.done %}, over{% endif %} &middot; deliveries: {{ state.deliveries }}</p>
<ul>{% for instant, text in said %}<li><code>{{ instant }}</code> {{ text }}</li>{% endfor %}</ul></body></html>"""


def blueprint(day: Day, deliverer: Deliverer) -> Blueprint:
    """The control of one playing."""
    control = Blueprint("demo", __name__)
    files = sheets(day.cast)

    @control.get("/demo/state")
    def state() -> Response:
        return jsonify(_state(day, deliverer, files))

    @control.post("/demo/pause")
    def pause() -> Response:
        day.pause()
        return jsonify(_state(day, deliverer, files))

    @control.post("/demo/resume")
    def resume() -> Response:
        day.resume()
        return jsonify(_state(day, deliverer, files))

    @control.post("/demo/speed")
    def set_speed() -> Response:
        asked = request.get_json(silent=True)
        speed = asked.get("speed") if isinstance(asked, dict) else request.values.get("speed", type=float)
        if not isinstance(speed, int | float) or not math.isfinite(speed) or speed <= 0:
            abort(400, "speed: scene seconds per second, a number above 0")
        day.speed = deliverer.speed = float(speed)
        return jsonify(_state(day, deliverer, files))

    @control.get("/demo/sheets/<name>")
    @control.get("/demo/sheet", defaults={"name": next(iter(files))})
    def sheet(name: str) -> Any:
        if name not in files:
            abort(404, f"There is no sheet {name}.")
        if not day.over:
            abort(409, "The sheets are typed up when the day is over.")
        return send_file(io.BytesIO(files[name]), download_name=name, as_attachment=True)

    @control.post("/demo/objections/<registrant>")
    def objection(registrant: str) -> Response:
        doubt = next((one for one in _objecting(day) if one.one.id == registrant), None)
        if doubt is None:
            abort(404, "Nobody of that id has anything to say, or not yet.")
        try:
            objecting.say(doubt.objection, deliverer.url, request.get_json()["link"])
        except requests.RequestException as problem:
            abort(502, f"The service did not take it: {type(problem).__name__}.")
        return jsonify(_state(day, deliverer, files))

    @control.get("/demo/truth")
    def right() -> Response:
        return jsonify(truth(day.cast))

    @control.get("/")
    def page() -> str:
        shown = [(f"{wall(instant):%H:%M:%S}", text) for instant, text in reversed(day.said)]
        return render_template_string(PAGE, state=_state(day, deliverer, files), said=shown)

    return control


def _objecting(day: Day) -> list[Doubt]:
    """Whoever has something to say of their own record; nobody has, before the day is over."""
    return [doubt for doubt in day.cast.doubts if doubt.objection] if day.over else []


def _state(day: Day, deliverer: Deliverer, files: dict[str, bytes]) -> dict[str, Any]:
    return {
        "scene": day.scene.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "clock": f"{wall(day.scene):%H:%M}",
        "now": day.said[-1][1] if day.said else "The day has not begun.",
        "progress": round(day.progress, 4),
        "paused": day.paused,
        "speed": day.speed,
        "done": day.over and deliverer.idle,
        "webinar": day.cast.webinar,
        "event": event(),
        "sheet_ready": day.over,
        "sheets": [{"name": name, "url": f"/demo/sheets/{name}", "ready": day.over} for name in files],
        "objections": [
            {"ref": one.one.id, "url": f"/demo/objections/{one.one.id}"} for one in _objecting(day)
        ],
        "deliveries": dict(deliverer.counts),
    }
