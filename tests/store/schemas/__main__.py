"""Write the stores of one revision anew."""

from __future__ import annotations

import sys
import tempfile

from tests.postgres import server
from tests.store.schemas import dump

revision = sys.argv[1]
with tempfile.TemporaryDirectory() as folder:
    dump(f"sqlite:///{folder}/store.db", revision)
with server(f"schemas-{revision}") as databases, databases.one(empty=True) as url:
    dump(url, revision)
