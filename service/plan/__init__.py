"""Decides, and acts on nothing: what an edition needs and what it costs. Pure."""
