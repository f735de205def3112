"""Other systems are told what happens: where to, whether it arrived, and once more if somebody asks.

`arranging` is what an organiser says, `sending` what the worker does.
"""

from zoom_sync.actions.hooks.arranging import Added, Told, add, end, messages, overview, probe, replay
from zoom_sync.actions.hooks.sending import send_some

__all__ = ["Added", "Told", "add", "end", "messages", "overview", "probe", "replay", "send_some"]
