"""What the bench says of the intake on a disk of a known speed holds here, too."""

from __future__ import annotations

import pytest

from bench.intake import slow


@pytest.mark.long
@pytest.mark.timeout(300)
def test_deliveries_that_wait_together_share_a_sync_and_none_is_answered_before_it() -> None:
    if why := slow.missing():
        pytest.skip(f"the slow disk is not measured: {why}")

    figures = slow.run(seconds=3)

    limits = [figure for figure in figures if figure.limit and not figure.text.startswith("p99")]
    assert len(limits) == 3  # acks per sync, the fastest lone ack, lost after a kill
    assert [str(figure) for figure in limits if not figure.is_kept] == []
