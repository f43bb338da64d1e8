"""How much of a long text is shown: one form of cutting for messages, lists and the shell."""


def excerpt(text: str, most: int = 60) -> str:
    """``text`` in at most ``most`` characters; what was cut off is marked with "…"."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
