"""Addresses that are keys in themselves stand in no log line."""

from __future__ import annotations

from flask import Flask

from zoom_sync import logs

KEYS = {"secret", "token", "code"}  # what the parts of an address are called that let whoever has them in


def test_no_line_holds_an_address_that_lets_somebody_in(app: Flask) -> None:
    found = [rule for rule in app.url_map.iter_rules() if rule.arguments & KEYS]
    assert len(found) >= 6

    for rule in found:
        path, _ = rule.build(dict.fromkeys(rule.arguments, "s3cr3ts3cr3t"), append_unknown=False) or ("", "")
        for told in (path, f"https://events.example{path}", f'"GET {path} HTTP/1.1" 200'):
            assert "s3cr3t" not in str(logs.redact(None, "", {"event": told})), rule.rule
