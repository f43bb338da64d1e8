"""Backups: what must last, kept a second time, each content once however many backups hold it."""
