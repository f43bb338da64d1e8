"""Tending: what was published stays true; it is looked after, checked and mended."""
