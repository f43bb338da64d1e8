"""Releasing: what was made becomes what the public gets, and the feed follows."""
