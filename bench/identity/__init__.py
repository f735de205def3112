"""How often identity is wrong: zoom-sync and its peers on the same events, whose truth is known.

python -m bench identity                            # profiles, and lists that nobody here made
python -m bench identity --people 100000 --seeds 3  # one size of the stakeholder profiles alone
python -m bench identity --explain                  # what was joined wrongly or missed, and why
python -m bench identity --write --peers 3          # into docs/accuracy.md, too
"""

from __future__ import annotations

from bench.identity.run import Options, run

__all__ = ["Options", "run"]
