"""Tables whose rows are of one day, and of persons: nothing that lasts may carry them."""

PASSING_TABLES = ("listening_salts", "listening_clients")
"""The day's salt and the digests made with it; totals are no part of them."""
