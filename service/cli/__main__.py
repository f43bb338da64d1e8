"""``python -m service.cli`` is ``loa``."""

from service.cli import main

main()
