"""A Zoom for one organisation: OAuth, the REST API for webinars and reports, signed deliveries.

`World` is what this Zoom knows, `create_app(world)` answers requests about it, `Deliverer` tells a service
what happens in it. Nothing here knows of the sample day; `zoom_sync.demo.webinar_day` plays on it.
"""

from zoom_sync.demo.zoom_server.app import create_app
from zoom_sync.demo.zoom_server.clock import Clock, RealClock, SetClock
from zoom_sync.demo.zoom_server.deliverer import Deliverer
from zoom_sync.demo.zoom_server.switches import Fault, Switches
from zoom_sync.demo.zoom_server.world import World

__all__ = ["Clock", "Deliverer", "Fault", "RealClock", "SetClock", "Switches", "World", "create_app"]
