"""What can be set: ``values`` has a row for each setting, ``bounds`` what it may be, ``reading``
fills them in."""

from service.settings.bounds import PREFIX
from service.settings.reading import NEWSROOM, load_newsroom, load_settings, setting_names
from service.settings.values import Settings

__all__ = ["NEWSROOM", "PREFIX", "Settings", "load_newsroom", "load_settings", "setting_names"]
