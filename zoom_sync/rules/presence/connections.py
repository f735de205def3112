"""Connections: what webhooks, reports and files say of one join, taken together.

A join, a leave and a report's row of one (instance, user_id) are one connection. The report decides where it
tells both ends; a leave that never came is replaced by the end of the run, provisionally. No trace is lost:
each stands in exactly one connection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from zoom_sync.records import Span, Trace
from zoom_sync.rules.presence.connection import BACKWARDS, Connection
from zoom_sync.rules.presence.files import with_files

_RANK = {"participant": 0, "joined": 1, "left": 2, "bind": 3}


def connections(traces: Iterable[Trace], ends: Mapping[str, datetime]) -> list[Connection]:
    """Make connections of the traces of kinds joined, left, bind and participant; others are passed over.

    `ends`: instance uuid -> end of the run as far as known. Gives those of Zoom by their first trace's id.
    """
    of_run: dict[tuple[str, str], list[Trace]] = defaultdict(list)
    rows: list[Trace] = []
    for trace in traces:
        if trace.kind not in _RANK:
            continue
        if trace.instance and not trace.file:
            of_run[trace.instance, trace.connection or f"trace {trace.id}"].append(trace)
        else:
            rows.append(trace)
    found = [one for group in of_run.values() for one in _of_one_join(group, ends)]
    found.sort(key=lambda connection: connection.traces[0].id)
    return with_files(found, [_reported(row, [], ends) for row in rows])


def _of_one_join(traces: list[Trace], ends: Mapping[str, datetime]) -> list[Connection]:
    if len(traces) == 1:  # nearly every one
        (only,) = traces
        return [_reported(only, [], ends) if only.kind == "participant" else _heard(traces, ends)]
    traces.sort(key=lambda trace: (_RANK[trace.kind], _when(trace), trace.id))
    rows = [trace for trace in traces if trace.kind == "participant"]
    live = [trace for trace in traces if trace.kind != "participant"]
    if not rows:
        return [_heard(live, ends)]
    told: list[list[Trace]] = [[] for _ in rows]
    for trace in live:
        # A failover can give one user_id two rows; what was heard live belongs to the nearer one.
        nearest = min(range(len(rows)), key=lambda n: (_distance(trace, rows[n]), n))
        told[nearest].append(trace)
    return [_reported(row, heard, ends) for row, heard in zip(rows, told, strict=True)]


def _reported(row: Trace, heard: list[Trace], ends: Mapping[str, datetime]) -> Connection:
    span = row.span
    if span is None:
        if not heard:
            return Connection((row,), (), known=False)
        live = _heard(heard, ends)
        return Connection((row, *live.traces), live.spans, live.known, live.flaw)
    if span.end is None:
        leaves = [trace.at for trace in heard if trace.kind == "left" and trace.at and trace.at >= span.start]
        span = Span(span.start, max(leaves)) if leaves else _closed(span.start, row.instance, ends)
    return _connection((row, *heard), [span])


def _heard(traces: list[Trace], ends: Mapping[str, datetime]) -> Connection:
    joins = sorted({trace.at for trace in traces if trace.kind == "joined" and trace.at})
    leaves = sorted({trace.at for trace in traces if trace.kind == "left" and trace.at})
    if not joins:
        return Connection(tuple(traces), (), known=False)
    if len(joins) == 1 and leaves:
        return _connection(tuple(traces), [Span(joins[0], leaves[-1])])
    spans: list[Span] = []
    start: datetime | None = None
    for moment, is_join in sorted([(at, True) for at in joins] + [(at, False) for at in leaves]):
        if is_join:
            start = start or moment
        elif start is not None:
            spans.append(Span(start, moment))
            start = None
    if start is not None:
        spans.append(_closed(start, traces[0].instance, ends))
    return _connection(tuple(traces), spans)


def _connection(traces: tuple[Trace, ...], spans: list[Span]) -> Connection:
    known = True
    for span in spans:
        if span.end is None:
            known = False
        elif span.end < span.start:
            return Connection(traces, (), known=True, flaw=BACKWARDS)
    return Connection(traces, tuple(spans), known)


def _closed(start: datetime, instance: str, ends: Mapping[str, datetime]) -> Span:
    end = ends.get(instance)
    return Span(start, None) if end is None else Span(start, max(start, end), certain=False)


def _when(trace: Trace) -> float:
    moment = trace.span.start if trace.span else trace.at
    return moment.timestamp() if moment else 0.0


def _distance(live: Trace, row: Trace) -> float:
    """Seconds between what was heard and the end of the row that it tells of."""
    if live.at is None or row.span is None:
        return 0.0
    end = row.span.end if live.kind == "left" and row.span.end else row.span.start
    return abs((live.at - end).total_seconds())
