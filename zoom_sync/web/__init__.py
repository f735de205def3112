"""Pages, the JSON API and health: what people and programs see over HTTP.

`attach(app, rooms)` puts all of it onto a Flask app. A handler here reads the request, calls one action or
one store function, and answers; judgement is in `rules`, SQL in `store`. Who may do what stands in
`access.py` alone.
"""

from zoom_sync.web.attaching import attach

__all__ = ["attach"]
