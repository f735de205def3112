"""What the people who run the service have to be told, judged from the signs that it leaves in the store.

Each warning has a name, which stays (monitoring asks by it), and a sentence each on what happened, what is safe
and what to do. None of them names a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from zoom_sync.marked import say
from zoom_sync.records import Event, Instance, Span, WebinarInfo
from zoom_sync.rules import finality

NAMES = (
    "worker_silent", "inbox_behind", "downtime", "silence", "validation_missed", "refused", "clock",
    "task_failing", "sync_failing", "quota_used_up", "mail_down", "deauthorized", "check_in_stray",
)  # fmt: skip

SILENT = timedelta(seconds=60)  # a worker that was not heard of for so long
BEHIND = timedelta(seconds=60)  # a delivery that nobody has read for so long
QUIET = timedelta(minutes=5)  # without any delivery while a webinar runs
VALIDATED_EVERY, SLACK = timedelta(hours=72), timedelta(hours=4)  # contract 4.3
CHANCES = 6  # misses in a row until Zoom switches the subscription off
TOLD_FOR = timedelta(hours=24)  # a downtime, or a delivery that was refused by its time
LATELY = timedelta(hours=1)
OFF_S = 60  # seconds that a clock may differ
ENOUGH = 5  # deliveries that must agree before they contradict our clock by their age
TRIES = 3  # failures in a row
STRAY = timedelta(hours=12)  # before and after an event's days a check-in may still be one of its setting up


@dataclass(frozen=True, slots=True)
class Running:
    """A webinar of an event that is going on, or by its plan should be; `heard`: Zoom has told of its start."""

    event: str
    webinar: str
    since: datetime
    heard: bool


@dataclass(frozen=True, slots=True)
class Refusals:
    """Deliveries refused for one cause: how many ever, and when the last."""

    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of work that fails: how often in a row, and with what words."""

    name: str
    tries: int
    error: str


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known. `None` and empty: nothing. All instants are by our clock.

    `listening`: a webhook secret is set. `gap`: when no process last took deliveries, and
    `touched` the events that this touched. `off_s`: how far Zoom's
    clock is ahead of ours, by its own answers. `ages_s`: of the last deliveries, how long before they came
    Zoom had signed them. `trouble`: what the last sync could not read, with its event and time. `strays`: how many
    check-ins stand that lie far from their event's days, and when the last came, by event.
    """

    now: datetime
    worker: datetime | None = None
    oldest_unread: datetime | None = None
    last_delivery: datetime | None = None
    listening: bool = True
    gap: Span | None = None
    touched: tuple[str, ...] = ()
    running: tuple[Running, ...] = ()
    challenged: datetime | None = None
    refused: Mapping[str, Refusals] = field(default_factory=dict)
    off_s: float | None = None
    ages_s: tuple[float, ...] = ()
    failing: tuple[Task, ...] = ()
    trouble: tuple[datetime, str, str] | None = None
    blocked: Mapping[str, datetime] = field(default_factory=dict)
    mail_down: datetime | None = None
    deauthorized: bool = False
    strays: Mapping[str, tuple[int, datetime]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Warning:
    """`said` holds places for the `values`, so that a page can say it in another language than English.

    `events`: those it is about, where it is about some and not about the whole service.
    """

    name: str
    said: str
    values: Mapping[str, object] = field(default_factory=dict)
    since: datetime | None = None
    events: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.said % self.values


def warnings(signs: Signs) -> list[Warning]:
    """All that is amiss, the most urgent first."""
    return [
        *_worker(signs), *_inbox(signs), *_silence(signs), *_validation(signs), *_refused(signs),
        *_clock(signs), *_downtime(signs), *_tasks(signs), *_zoom(signs), *_mail(signs), *_strays(signs),
    ]  # fmt: skip


def clock_off(signs: Signs) -> float | None:
    """Seconds that the true time is ahead of our clock, as far as can be told; None where nothing tells.

    A delivery from the future tells at once. Old ones may be Zoom's retries: several must agree, and Zoom's
    own answers must not say otherwise.
    """
    if signs.ages_s and min(signs.ages_s) < -OFF_S:
        return -min(signs.ages_s)
    if signs.off_s is not None:
        return signs.off_s
    if len(signs.ages_s) >= ENOUGH:
        return -min(signs.ages_s)
    return None


def running(
    event: Event, instances: Iterable[Instance], infos: Iterable[WebinarInfo], now: datetime
) -> list[Running]:
    """The event's webinars that are going on at `now`, told or planned; one entry for each webinar."""
    told = list(infos)
    own, _ = finality.sort_instances(event, instances, told)
    found: dict[str, Running] = {}
    latest = event.ends + finality.AROUND
    for run in own:
        if run.start and run.end is None and not run.practice and run.start <= now <= latest:
            found.setdefault(run.webinar, Running(event.id, run.webinar, run.start, heard=True))
    for info in told:
        for start, end in _planned(event, info):
            over = any(run.webinar == info.id and run.end and run.end > start for run in own)
            if start <= now < end and not over:
                found.setdefault(info.id, Running(event.id, info.id, start, heard=False))
    return list(found.values())


def touches(event: Event, instances: Iterable[Instance], gap: Span) -> bool:
    """Whether something of the event may have happened within a gap: its days, a little widened, or a run."""
    begun, over = gap.start, gap.end or gap.start
    spans = [(day.start - finality.AROUND, (day.end or day.start) + finality.AROUND) for day in event.days]
    own, _ = finality.sort_instances(event, instances)
    spans += [(run.start, run.end or run.start + finality.LONGEST) for run in own if run.start]
    return bool(event.webinars) and any(start < over and end > begun for start, end in spans)


def is_stray(event: Event, at: datetime) -> bool:
    """Whether a check-in lies so far from the event's days that somebody should look whether it was meant."""
    return not any(start <= at < end for start, end in around(event))


def around(event: Event) -> list[tuple[datetime, datetime]]:
    """When no check-in is a stray: the event's days, widened, as times that do not overlap."""
    found: list[tuple[datetime, datetime]] = []
    for start, end in sorted((day.start - STRAY, (day.end or day.start) + STRAY) for day in event.days):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _planned(event: Event, info: WebinarInfo) -> Iterator[tuple[datetime, datetime]]:
    wanted = {entrance.occurrence for entrance in event.webinars if entrance.id == info.id}
    slots = [(start, minutes) for id, start, minutes in info.occurrences if "" in wanted or id in wanted] or (
        [(info.start, info.duration_min)] if info.start and wanted else []
    )
    for start, minutes in slots:
        end = start + timedelta(minutes=minutes)
        if any(start < (day.end or day.start) and end > day.start for day in event.days):
            yield start, end


def _worker(signs: Signs) -> Iterator[Warning]:
    if signs.worker is None or signs.now - signs.worker > SILENT:
        text = say(
            "No worker has been heard of for a minute. Deliveries are kept all the same, and read as soon as "
            "one runs. Start it: zoom-sync worker."
        )
        yield Warning("worker_silent", text, since=signs.worker)


def _inbox(signs: Signs) -> Iterator[Warning]:
    if signs.oldest_unread is not None and signs.now - signs.oldest_unread > BEHIND:
        text = say(
            "The oldest delivery that nobody has read came %(ago)s ago. "
            "All are kept, and records will be complete once they are read. "
            "If it does not go down, look at the worker's log."
        )
        yield Warning(
            "inbox_behind", text, {"ago": _ago(signs.now - signs.oldest_unread)}, signs.oldest_unread
        )


_SILENCE = {
    True: say(
        "Webinar %(webinar)s is running since %(since)s, and for %(ago)s Zoom has delivered nothing. If "
        "nobody came or left, that is as it should be. Nothing is lost for good: what Zoom's API gives is "
        "read every five minutes meanwhile, and its reports afterwards. Check in the Zoom app's page, "
        "Features, that the subscription is on, and from outside that the public address answers."
    ),
    False: say(
        "By its plan webinar %(webinar)s runs since %(since)s, and for %(ago)s Zoom has delivered nothing. If "
        "nobody came or left, that is as it should be. Nothing is lost for good: what Zoom's API gives is "
        "read every five minutes meanwhile, and its reports afterwards. Check in the Zoom app's page, "
        "Features, that the subscription is on, and from outside that the public address answers."
    ),
}


def _silence(signs: Signs) -> Iterator[Warning]:
    if not signs.listening:
        return
    for run in signs.running:
        quiet = max(run.since, signs.last_delivery or run.since)
        if signs.now - quiet <= QUIET:
            continue
        values = {"webinar": run.webinar, "since": _at(run.since), "ago": _ago(signs.now - quiet)}
        yield Warning("silence", _SILENCE[run.heard], values, quiet, (run.event,))


_VALIDATION = {
    True: say(
        "Zoom last validated the webhook address on %(at)s; it asks every 72 hours, so %(missed)s of %(chances)s "
        "chances are missed, and the subscription is off by now. Reports are read all the same. Check that the "
        "public address answers and that ZOOM_WEBHOOK_SECRET_TOKEN is this app's, then press Validate in the "
        "app's page, Features."
    ),
    False: say(
        "Zoom last validated the webhook address on %(at)s; it asks every 72 hours, so %(missed)s of %(chances)s "
        "chances are missed, after which it switches the subscription off. Reports are read all the same. Check "
        "that the public address answers and that ZOOM_WEBHOOK_SECRET_TOKEN is this app's, then press Validate "
        "in the app's page, Features."
    ),
}


def _validation(signs: Signs) -> Iterator[Warning]:
    if not signs.listening or signs.challenged is None:
        return
    missed = int((signs.now - signs.challenged - SLACK) / VALIDATED_EVERY)
    if missed < 1:
        return
    values = {"at": _at(signs.challenged), "missed": missed, "chances": CHANCES}
    text = _VALIDATION[missed >= CHANCES]
    yield Warning("validation_missed", text, values, signs.challenged + VALIDATED_EVERY)


# A forged flood is nobody's fault: it is counted, and no warning. Only a genuine signature has an age.
_REFUSED = {
    "no secret": (
        LATELY,
        say(
            "Deliveries are refused, since no secret is set. Zoom repeats each three times, and its reports are "
            "read afterwards. Copy the app's Secret Token to ZOOM_WEBHOOK_SECRET_TOKEN and restart. "
            "So far: %(count)s."
        ),
    ),
    "too old": (
        TOLD_FOR,
        say(
            "Deliveries that Zoom did sign were refused, since they were older than ZOOM_WEBHOOK_MAX_AGE_S. Its "
            "reports say what was in them. Check this machine's clock. So far: %(count)s."
        ),
    ),
    "from the future": (
        TOLD_FOR,
        say(
            "Deliveries that Zoom did sign were refused, since by our clock they are of the future. Its reports "
            "say what was in them. Check this machine's clock. So far: %(count)s."
        ),
    ),
    "wrong signature": (
        LATELY,
        say(
            "Deliveries are refused for a wrong signature, and none was right. Zoom repeats each three times, and "
            "its reports are read afterwards. Check that ZOOM_WEBHOOK_SECRET_TOKEN is this app's Secret Token, "
            "and that a proxy in front changes neither body nor headers. So far: %(count)s."
        ),
    ),
}


def _refused(signs: Signs) -> Iterator[Warning]:
    for cause, (told_for, text) in _REFUSED.items():
        found = signs.refused.get(cause)
        if found is None or signs.now - found.last > told_for:
            continue
        heard = signs.last_delivery is not None and found.last - signs.last_delivery < LATELY
        if cause == "wrong signature" and heard:
            continue  # genuine ones come through: then it is somebody else who signs
        yield Warning("refused", text, {"count": found.count}, found.last)


def _clock(signs: Signs) -> Iterator[Warning]:
    off = clock_off(signs)
    if off is not None and abs(off) > OFF_S:
        true = signs.now + timedelta(seconds=off)
        text = say(
            "This machine's clock says %(ours)s, and by Zoom's it is %(true)s. Durations are right, since they are "
            "of Zoom's own times; beyond a day deliveries would be refused. Turn on time synchronisation on this "
            "machine."
        )
        values = {"ours": _at(signs.now, seconds=True), "true": _at(true, seconds=True)}
        yield Warning("clock", text, values)


def _downtime(signs: Signs) -> Iterator[Warning]:
    gap = signs.gap
    if gap is None:
        return
    over = gap.end or gap.start
    if signs.now - over > TOLD_FOR:
        return
    text = say(
        "From %(start)s to %(end)s (%(length)s) no delivery could be taken. Zoom repeats for 85 minutes what it "
        "could not deliver; what is older comes from its reports, which are read again for the events that this "
        "touched (%(events)s)."
    )
    values = {
        "start": _at(gap.start),
        "end": _at(over),
        "length": _ago(over - gap.start),
        "events": len(signs.touched),
    }
    yield Warning("downtime", text, values, gap.start, signs.touched)


def _tasks(signs: Signs) -> Iterator[Warning]:
    for task in signs.failing:
        if task.tries >= TRIES:
            text = say(
                "The task “%(task)s” has failed %(tries)s times in a row: %(error)s What it had done before is kept."
            )
            yield Warning("task_failing", text, {"task": task.name, "tries": task.tries, "error": task.error})


def _zoom(signs: Signs) -> Iterator[Warning]:
    if signs.deauthorized:
        text = say(
            "The Zoom account has taken this app away. What was read is kept, and nothing more is read. "
            "An admin of the account can add the app again; then connect it on the page Zoom."
        )
        yield Warning("deauthorized", text)
    if signs.trouble is not None:
        at, event, told = signs.trouble
        text = say("The last reading from Zoom was not complete: %(what)s")
        yield Warning("sync_failing", text, {"what": told}, at, (event,))
    for label, until in signs.blocked.items():
        if until > signs.now:
            text = say(
                "Zoom's limit for today (%(label)s calls) is used up. What was read is kept; it goes on by itself "
                "after %(until)s."
            )
            yield Warning("quota_used_up", text, {"label": label, "until": _at(until)})


def _mail(signs: Signs) -> Iterator[Warning]:
    if signs.mail_down is not None:
        text = say(
            "The mail server takes nothing since %(since)s. Letters wait, and none is lost or sent "
            "twice. Check SMTP_URL and the server; zoom-sync doctor tries it."
        )
        yield Warning("mail_down", text, {"since": _at(signs.mail_down)}, signs.mail_down)


def _strays(signs: Signs) -> Iterator[Warning]:
    lately = {event: one for event, one in signs.strays.items() if signs.now - one[1] <= TOLD_FOR}
    if lately:
        text = say(
            "Check-ins came that lie far from their event's days (so far: %(count)s). They are kept and count. "
            "Look at them on the event's page Doors, and take back those that are mistakes."
        )
        count, last = sum(count for count, _ in lately.values()), max(last for _, last in lately.values())
        yield Warning("check_in_stray", text, {"count": count}, last, tuple(lately))


def _at(moment: datetime, *, seconds: bool = False) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC" if seconds else f"{moment:%Y-%m-%d %H:%M} UTC"


def _ago(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return f"{int(length.total_seconds())} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


def tally(found: Sequence[Warning]) -> dict[str, int]:
    """How many warnings of each name there are; 0 for those that there are none of."""
    return {name: sum(one.name == name for one in found) for name in NAMES}
