"""The web server: waitress, taught to stay on the air whoever comes."""

from service.web.server.opening import Door, WebServer, open_server
from service.web.server.serving import serve_app

__all__ = ["Door", "WebServer", "open_server", "serve_app"]
