"""The web server: waitress, taught to stay on the air whoever comes."""

from service.web.server.opening import Door, WebServer, open_server
from service.web.server.serving import listen_until_stopped, serve_app

__all__ = ["Door", "WebServer", "listen_until_stopped", "open_server", "serve_app"]
