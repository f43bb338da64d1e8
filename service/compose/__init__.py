"""The composition root: Settings become a Service, the one thing that web and cli use."""

from service.compose.ground import list_trouble
from service.compose.opening import open_service
from service.compose.service import Service

__all__ = ["Service", "list_trouble", "open_service"]
