"""An organiser asks what another rule of attendance would change, before it is taken."""

from __future__ import annotations

from zoom_sync.garbage import uncollected
from zoom_sync.records import Rule, Trouble
from zoom_sync.rules import finality
from zoom_sync.rules.sharing import material
from zoom_sync.rules.whatif import Difference, difference
from zoom_sync.store import events, finding, people, traces, verdicts, webinars
from zoom_sync.store.database import Store, Tx

MOST = 200_000  # people that a process of pages holds at once


@uncollected()
def whatif(store: Store, event_id: str, rule: Rule) -> Difference:
    """What the rule would change in the newest record. Nothing is written.

    Takes about as long as the record takes to be read. Raises Trouble for an event that is too large for that.
    """

    def steps(tx: Tx) -> Difference:
        event = events.known(tx, event_id)
        if finding.count(tx, event_id, finding.Query()) > MOST:
            raise Trouble(
                "This event has too many people to try a rule on.",
                "Nothing was changed.",
                "Take the rule under Overview; the one of before can be taken again at any time.",
            )
        ids = [webinar.id for webinar in event.webinars]
        own, foreign = finality.sort_instances(event, webinars.instances(tx, ids), webinars.infos(tx, ids))
        counted = finality.counted(event, traces.of_event(tx, event_id), own, foreign)
        pieces, _ = material(counted, verdicts.of_event(tx, event_id), finality.ends(own))
        return difference(people.read(tx, event_id), pieces, event, rule)

    return store.read(steps)
