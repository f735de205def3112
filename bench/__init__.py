"""Measurements. Each prints what it did, figures of this machine, and a peer or limit from the same run."""
