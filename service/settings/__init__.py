"""What can be set: ``values`` has a row for each setting, ``reading`` fills them in."""

from service.settings.reading import load_settings, setting_names
from service.settings.values import PREFIX, Settings

__all__ = ["PREFIX", "Settings", "load_settings", "setting_names"]
