"""What is still to be recorded: the wish for an article's next edition."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class EditionWish:
    """That an article's edition shall follow its text; it stands until one does.

    ``asked`` also names the wish: one that is asked for again is another. After a failure
    ``message`` (Vietnamese) and ``message_en`` say why, and ``error`` names the class of
    ``LoaError``. It is then tried again at ``next_try``, the ``attempts``-th time having
    failed, or, where it ``is_given_up``, only when the text changes or somebody asks.

    What is made for it waits where it is to ``hold``; it is released by ``releaser``, who asked
    for that, else as the rules say.
    """

    article_id: str
    asked: datetime
    attempts: int = 0
    next_try: datetime | None = None
    is_given_up: bool = False
    error: str | None = None
    message: str | None = None
    message_en: str | None = None
    hold: bool = False
    releaser: str | None = None
