"""Who listened, as far as that may be counted: rules alone, nothing of anybody is kept here."""
