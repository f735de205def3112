"""What `deploy/` offers works as it stands: Prometheus and systemd take it, and it starts commands that there are."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from tests.conftest import FakeClock
from tests.web.conftest import app, bearer, compiled, rooms, seat  # noqa: F401  # fixtures
from zoom_sync import cli
from zoom_sync.cli import commands
from zoom_sync.rules.warnings import NAMES
from zoom_sync.store import quota
from zoom_sync.web import metrics
from zoom_sync.wiring import Rooms
from zoom_sync.zoom.oauth import ZoomAccount

DEPLOY = Path(__file__).parents[2] / "deploy"
RULES = DEPLOY / "prometheus-rules.yml"
UNITS = sorted(path for path in DEPLOY.iterdir() if path.suffix in (".service", ".timer"))


def rules() -> list[dict]:
    return [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]


def test_every_rule_is_of_the_form_that_prometheus_takes() -> None:
    for rule in rules():
        assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
        assert re.fullmatch(r"[A-Za-z]+", rule["alert"])
        assert re.fullmatch(r"[0-9]+[smh]", rule.get("for", "1m"))
        assert rule["labels"]["severity"] in ("warning", "critical")
        assert set(rule["annotations"]) == {"summary", "description"}


def test_prometheus_own_check_takes_them() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not installed")
    done = subprocess.run(
        [promtool, "check", "rules", str(RULES)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_rules_ask_for_nothing_that_the_service_does_not_tell(
    rooms: Rooms,  # noqa: F811
    clock: FakeClock,
    seat,  # noqa: F811
    bearer,  # noqa: F811
) -> None:
    rooms.account = ZoomAccount("client", "secret", account_id="a")
    name = rooms.account_name()
    rooms.store.run(
        lambda tx: quota.take(tx, name, label="heavy", now=clock.now(), per_second=1, per_day=100)
    )
    metrics.answered(204, 0.01)
    text = seat().get("/metrics", headers=bearer("operator")).text
    told = {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}
    told |= {family.name for family in text_string_to_metric_families(text)} | {"up"}

    asked = {name for rule in rules() for name in re.findall(r"\bzoom_sync_[a-z_]+", rule["expr"])}

    assert len(asked) >= 6
    assert asked <= told


def test_rules_name_only_warnings_that_there_are() -> None:
    lists = [text for rule in rules() for text in re.findall(r'name[!=]~"([^"]+)"', rule["expr"])]
    named = {name for text in lists for name in text.split("|")}

    assert named
    assert named <= set(NAMES)


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_takes_every_unit(unit: Path, tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("systemd-analyze is not installed")
    for each in UNITS:  # the program itself is installed elsewhere
        text = each.read_text().replace(
            "/opt/zoom-sync/.venv/bin/zoom-sync", shutil.which("true") or "/bin/true"
        )
        (tmp_path / each.name).write_text(text)

    done = subprocess.run(
        [systemd, "verify", str(tmp_path / unit.name)], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_units_and_container_start_commands_that_there_are() -> None:
    commands.register(cli.cli)
    line = re.compile(r"^(?:ExecStart=.*|CMD .*|# podman run .*)\bzoom-sync\b\"?\]?,? ?\"?([a-z]+)", re.M)
    started = {word for path in DEPLOY.iterdir() for word in line.findall(path.read_text())}

    assert {"web", "worker", "backup"} <= started
    assert started <= set(cli.cli.commands)
