"""Settings: read once, one sentence for what is wrong, and never a value in it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import settings

KEY = "k" * 40
ROOT = Path(__file__).parents[1]


def load(**given: str) -> settings.Settings:
    return settings.load(given, dotenv=None)


def test_nothing_needs_to_be_set_on_one_machine() -> None:
    found = load()

    assert found.database_url == "sqlite:///data/zoom-sync.db"
    assert found.address == "http://127.0.0.1:8000"
    assert found.report_reads == (timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=24))


WRONG = [
    ({"PORT": "eighty"}, "PORT"),
    ({"PORT": "70000"}, "PORT"),
    ({"DATABASE_URL": "mysql://root:hunter2@h/x"}, "DATABASE_URL"),
    ({"DATABASE_URL": "postgresql://h/x"}, "SECRET_KEY"),
    ({"PUBLIC_URL": "https://events.example"}, "SECRET_KEY"),
    ({"SECRET_KEY": "hunter2"}, "SECRET_KEY"),
    ({"SECRET_KEY": f"{KEY},hunter2"}, "SECRET_KEY"),
    ({"PUBLIC_URL": "http://events.example", "SECRET_KEY": KEY}, "PUBLIC_URL"),
    ({"PUBLIC_URL": "events.example", "SECRET_KEY": KEY}, "PUBLIC_URL"),
    ({"ZOOM_API_URL": "http://api.zoom.example"}, "ZOOM_API_URL"),
    ({"ZOOM_API_URL": "ftp://127.0.0.1"}, "ZOOM_API_URL"),
    ({"ZOOM_OAUTH_URL": "http://169.254.169.254/oauth"}, "ZOOM_OAUTH_URL"),
    ({"ZOOM_CLIENT_ID": "abc"}, "ZOOM_CLIENT_SECRET"),
    ({"ZOOM_PLAN": "gold"}, "ZOOM_PLAN"),
    ({"REPORT_READS": "soon"}, "REPORT_READS"),
    ({"REPORT_READS": "30m,10m"}, "REPORT_READS"),
    ({"ZOOM_WEBHOOK_MAX_AGE_S": "0"}, "ZOOM_WEBHOOK_MAX_AGE_S"),
    ({"UPLOAD_MAX_MB": "-1"}, "UPLOAD_MAX_MB"),
    ({"SMTP_URL": "http://user:hunter2@mail.example"}, "SMTP_URL"),
    ({"SMTP_URL": "smtp://user:hunter2@mail.example"}, "MAIL_FROM"),
    ({"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
    ({"OIDC_ISSUER": "http://login.mela.example", "OIDC_CLIENT_ID": "a"}, "OIDC_ISSUER"),
    ({"OIDC_ISSUER": "https://login.mela.example"}, "OIDC_CLIENT_ID"),
    ({"OIDC_ISSUER": "https://login.mela.example", "OIDC_CLIENT_ID": "a"}, "OIDC_CLIENT_SECRET"),
    ({"REPORT_READS": "10m,99999999999d"}, "REPORT_READS"),
    ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES"),
    ({"PUBLIC_URL": "http://localhost:abc"}, "PUBLIC_URL"),
    ({"PUBLIC_URL": "https://events.example:99999", "SECRET_KEY": KEY}, "PUBLIC_URL"),
    ({"PUBLIC_URL": "http://[::1"}, "PUBLIC_URL"),
    ({"DATABASE_URL": "postgresql://root:hunter2@h:abc/x", "SECRET_KEY": KEY}, "DATABASE_URL"),
    ({"SMTP_URL": "smtp://user:hunter2@mail.example:abc", "MAIL_FROM": "a@mela.example"}, "SMTP_URL"),
    ({"BACKUP_RECIPIENT": "age1nonsense"}, "BACKUP_RECIPIENT"),
]


@pytest.mark.parametrize(("given", "name"), WRONG, ids=[str(given) for given, _ in WRONG])
def test_a_wrong_setting_is_one_sentence_that_names_it_and_no_secret(
    given: dict[str, str], name: str
) -> None:
    with pytest.raises(settings.SettingWrong) as wrong:
        load(**given)

    text = str(wrong.value)
    assert text.startswith(f"{name}: ")
    assert "\n" not in text
    assert "hunter2" not in text


def test_a_file_of_settings_in_another_encoding_is_one_sentence(tmp_path: Path) -> None:
    given = tmp_path / ".env"
    given.write_bytes("MAIL_FROM=Jürgen".encode("latin-1"))

    with pytest.raises(settings.SettingWrong) as wrong:
        settings.load({}, dotenv=given)

    assert str(wrong.value) == f"{given}: is not written in UTF-8; save it in that encoding."


def test_an_address_of_the_newer_kind_is_written_as_links_need_it() -> None:
    assert load(HOST="::1").address == "http://[::1]:8000"


@pytest.mark.parametrize(
    "given",
    [
        "http://127.0.0.1:4000",
        "http://127.0.0.1:4000/",
        "http://127.0.0.1:4000/v2",
        "http://127.0.0.1:4000/v2/",
    ],
)
def test_the_api_address_is_understood_with_and_without_its_version(given: str) -> None:
    assert load(ZOOM_API_URL=given).zoom_api_url == "http://127.0.0.1:4000/v2"


def test_several_secrets_are_separated_by_commas_newest_first() -> None:
    found = load(SECRET_KEY=f"{KEY}1, {KEY}2", ZOOM_WEBHOOK_SECRET_TOKEN="new,old")

    assert [one.get_secret_value() for one in found.secret_key] == [f"{KEY}1", f"{KEY}2"]
    assert [one.get_secret_value() for one in found.zoom_webhook_secret_token] == ["new", "old"]


def test_the_environment_goes_before_the_dotenv_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("PORT=9001\nHOST=127.0.0.2\n")

    found = settings.load({"PORT": "9002"}, dotenv=dotenv)

    assert (found.port, found.host) == (9002, "127.0.0.2")


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    found = load(
        SECRET_KEY=KEY, ZOOM_CLIENT_ID="id", ZOOM_CLIENT_SECRET="hunter2", ZOOM_WEBHOOK_SECRET_TOKEN="hunter3"
    )

    assert KEY not in repr(found)
    assert "hunter" not in repr(found)


def test_every_setting_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()

    names = {str(field.validation_alias) for field in settings.Settings.model_fields.values()}

    assert [name for name in sorted(names) if f"`{name}`" not in readme] == []
