"""A picture as it came becomes one that Loa serves: safe, small, and without what its camera
wrote into it."""

from service.sources.pictures.rendering import WIDTHS, Rendition, render_picture

__all__ = ["WIDTHS", "Rendition", "render_picture"]
