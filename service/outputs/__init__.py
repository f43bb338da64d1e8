"""Outputs: pure projections of an episode."""
