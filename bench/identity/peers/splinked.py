"""Splink along its documentation: blocks, comparisons from its library, training without labels by expectation
and maximisation, and groups of whatever is linked with a probability of .95 or more. DuckDB is its engine.
Rows of one registrant id are joined whatever it says.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pyarrow
import splink.comparison_library as compare
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from bench.identity.peers.rows import Row, alike, joined

SURE = 0.95
BLOCKS = (
    block_on("link"), block_on("mailbox"), block_on("phone"), block_on("given", "family"),
    block_on("family", "substr(given, 1, 1)"), block_on("given", "substr(family, 1, 1)"),
    block_on("given", "organisation"), block_on("family", "organisation"),
)  # fmt: skip


OTHERS = {
    "mailbox": compare.EmailComparison("mailbox"),
    "phone": compare.ExactMatch("phone"),
    "link": compare.ExactMatch("link"),
    "organisation": compare.JaroWinklerAtThresholds("organisation", [0.9]),
}
# what to learn from: the first of these that a list has twice of anything
TRAINING = (("mailbox", "link"), ("phone",), ("organisation",))
NAMES = (compare.ForenameSurnameComparison("given", "family"),)


def groups(rows: Sequence[Row], names: Sequence[Any] = NAMES) -> list[list[Row]]:
    logging.getLogger("splink").setLevel(logging.ERROR)
    told = [field for field in OTHERS if any(getattr(row, field) for row in rows)]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="place",
        comparisons=[*names, *(OTHERS[field] for field in told)],
        blocking_rules_to_generate_predictions=list(BLOCKS),
    )
    linker = Linker(DuckDBAPI().register(pyarrow.Table.from_pylist(_table(rows))), settings, log_level=None)
    training = linker.training
    training.estimate_probability_two_random_records_match(list(BLOCKS[:4]), recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for block in (block_on("given", "family"), *(block_on(field) for field in _training(rows))):
        training.estimate_parameters_using_expectation_maximisation(block)
    predicted = linker.inference.predict(threshold_match_probability=SURE)
    found = ((pair["place_l"], pair["place_r"]) for pair in predicted.as_record_list())
    return joined(rows, [*alike(rows, "link"), *found])


def _training(rows: Sequence[Row]) -> list[str]:
    """Fields whose repeated values show pairs of one person, to learn from how their names differ."""
    for fields in TRAINING:
        values = {field: [value for row in rows if (value := getattr(row, field))] for field in fields}
        repeated = [field for field, listed in values.items() if len(set(listed)) < len(listed)]
        if repeated:
            return repeated
    return []


def _table(rows: Sequence[Row]) -> list[dict[str, object]]:
    told: list[dict[str, object]] = []
    for place, row in enumerate(rows):
        words = row.name.split()
        fields = {name: value or None for name, value in asdict(row).items()}
        told.append(
            fields
            | {"place": place, "given": words[0] if words else None, "family": words[-1] if words else None}
        )
    return told
