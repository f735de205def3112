"""Other ways to find out who is who, given the very fields that zoom-sync reads: link, mailbox, phone, name,
organisation. Each is a function from rows to groups of rows, run as `python -m bench.identity.peers NAME …`."""
