"""What all programs of an installation share, on however many machines: locks."""
