"""Faults done to a whole installation from outside: real programs on loopback, real files.

``station`` is the installation, ``newsroom`` what is sent to it and asked of it, ``public``
what listeners get, ``tally`` the figures printed at the end. A few of each kind are part of
``make test``; with ``-m faults`` each is done many times over.
"""
