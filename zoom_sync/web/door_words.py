"""What the door's page says by itself, in the visitor's language: its script puts values into %(places)s."""

from __future__ import annotations

from flask_babel import gettext as _


def words() -> dict[str, str]:
    return {
        "title": _("Door"),
        "online": _("Connected"),
        "offline": _("No network"),
        "checked_in": _("Checked in"),
        "checked_out": _("Checked out"),
        "already": _("Already inside"),
        "since": _("Inside since %(time)s, by %(place)s"),
        "since_here": _("Inside since %(time)s"),
        "also": _("Also checked in at %(time)s, by %(place)s"),
        "not_inside": _("Was not seen coming in"),
        "undone": _("Taken back"),
        "late": _("Too late to take back here: ask the organiser"),
        "kept": _("Kept"),
        "not_listed": _("This code is not on this phone. It is kept, and looked up when there is a network."),
        "not_kept": _("This phone cannot keep anything just now. Write it on paper, or use another phone."),
        "no_code": _("Not a personal code"),
        "unknown_code": _("This code stands for nobody here. Look the person up by name."),
        "withdrawn_code": _("This code was withdrawn. Look the person up by name."),
        "refused": _("Not checked in"),
        "walk_in": _("Walk-in"),
        "add_walk_in": _("Add “%(name)s” as a walk-in"),
        "nobody": _("Nobody found"),
        "more_letters": _("Type at least three letters"),
        "needs_network": _("Names are searched only while there is a network: this event is protected."),
        "unsent": _("Not sent yet"),
        "sent": _("Sent"),
        "fast": _("This phone's clock is %(minutes)s min ahead. The times are put right."),
        "slow": _("This phone's clock is %(minutes)s min behind. The times are put right."),
        "people": _("%(count)s people on this phone"),
        "until": _("Open until %(time)s"),
        "whole_event": _("Whole event"),
        "no_camera": _("The camera cannot be used. Allow it in the browser's settings, or search by name."),
        "no_https": _("The camera needs an https address. Search by name instead."),
        "check_in_now": _("Check in"),
        "check_out_now": _("Check out"),
        "sound_on": _("Sound is on"),
        "sound_off": _("Sound is off"),
        "personal_code": _("Personal code"),
        "lost": _("%(count)s check-ins had not been sent and are gone."),
        "waiting": _(
            "%(count)s check-ins are still to be sent. Leave this page open until there is a network."
        ),
    }
