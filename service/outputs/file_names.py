"""What a file is called once it is on a listener's disk (RFC 6266)."""

from datetime import date

from service.vietnamese.slugs import slug_of


def file_name(title: str, day: date, episode_id: str, kind: str, number: int = 1) -> str:
    """A name for a person: "2026-11-22-gia-xang-hom-nay.mp3", whatever the title is.

    ``day`` is that of publication in the newsroom's zone, ``kind`` the name's end ("mp3").
    An episode's second recording has ``number`` 2 and another name: a program that goes on
    with a file of the same name would lay two recordings together. A title without a letter
    gives way to the episode's id, of letters and digits.
    """
    again = f"-{number}" if number > 1 else ""
    return f"{day.isoformat()}-{slug_of(title) or episode_id}{again}.{kind}"


def shown_as(name: str) -> str:
    """The Content-Disposition of a file that is shown or played, and saved under this name.

    ``name`` is one of :func:`file_name`: it has no sign that would have to be written otherwise.
    """
    # In this order: podget takes what follows the last «filename=» for the name.
    return f"inline; filename*=UTF-8''{name}; filename=\"{name}\""
