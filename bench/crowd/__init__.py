"""Listeners, pollers and an editor at one station, for ``bench.listeners``."""
