"""The Python Record Linkage Toolkit along its documentation: block on the family name, compare by Jaro-Winkler,
classify without training by expectation and maximisation (`ECMClassifier`).

Blocks on registrant id, mailbox and phone are added, or it could not find a person under two names at all. A
field that is missing on one side counts as different, which is the toolkit's default. Rows of one registrant id are
joined whatever it says.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import asdict

import pandas
import recordlinkage

from bench.identity.peers.rows import Row, alike, joined

SURE = ("link", "mailbox", "phone")


def groups(rows: Sequence[Row]) -> list[list[Row]]:
    warnings.simplefilter("ignore")
    table = pandas.DataFrame([asdict(row) for row in rows]).replace("", None)
    words = [row.name.split() for row in rows]
    table["given"] = [one[0] if one else None for one in words]
    table["family"] = [one[-1] if one else None for one in words]
    index = recordlinkage.Index()
    for field in ("family", *SURE):
        index.block(field)
    pairs = index.index(table)
    compare = recordlinkage.Compare()
    for field in ("given", "family"):
        compare.string(field, field, method="jarowinkler", threshold=0.85, label=field)
    compare.string("organisation", "organisation", method="jarowinkler", threshold=0.85, label="organisation")
    for field in SURE:
        compare.exact(field, field, label=field)
    features = compare.compute(pairs, table)
    found = recordlinkage.ECMClassifier().fit_predict(features)
    return joined(rows, [*alike(rows, "link"), *found])
