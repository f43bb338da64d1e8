"""The service over HTTP: public pages, media, an API and the desk.

The one door to flask, and with ``cli`` the only place that makes status codes.
"""

from service.web.app import create_app

__all__ = ["create_app"]
