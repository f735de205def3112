"""Bytes of a file to rows of text, and the record back to files."""
