"""The Google engine: gTTS's requests, sent, limited and checked as a service needs them."""

from service.engines.google.engine import GoogleEngine

__all__ = ["GoogleEngine"]
