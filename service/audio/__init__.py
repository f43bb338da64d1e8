"""Audio: speech becomes clips, clips become editions."""
