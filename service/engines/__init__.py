"""Engines: spoken text goes in, speech comes out."""
