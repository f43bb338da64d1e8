"""Measurements side by side, each one command: ``python -m bench.<name>``."""
