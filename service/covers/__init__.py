"""Covers that Loa draws, and covers that people bring: square JPEGs as podcast directories ask."""

from service.covers.drawing import (
    DRAWING,
    CoverStyle,
    EpisodeCover,
    draw_channel,
    draw_episode,
)
from service.covers.lettering import Typefaces
from service.covers.uploading import NotSquareError, take_cover

__all__ = [
    "DRAWING",
    "CoverStyle",
    "EpisodeCover",
    "NotSquareError",
    "Typefaces",
    "draw_channel",
    "draw_episode",
    "take_cover",
]
