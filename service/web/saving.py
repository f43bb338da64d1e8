"""The names under which listeners keep what they save."""

from datetime import datetime

from service.outputs.file_names import file_name, shown_as
from service.web.site import site


def saved_as(title: str, published: datetime, episode_id: str, kind: str, number: int = 1) -> str:
    """The Content-Disposition of an episode's file whose name ends in ``kind``.

    ``number`` says which recording of the episode it is.
    """
    day = published.astimezone(site().service.settings.zone).date()
    return shown_as(file_name(title, day, episode_id, kind, number))
