"""Produce: the one story, from an article that comes in to a feed that carries it.

- ``intake``: raw bytes become an Article in the library;
- ``reading``: an Article becomes segments and utterances, as they would be said now;
- ``casting``: which engine and voice speak an edition;
- ``speaking``: an utterance becomes a clip in the cache;
- ``publishing``: clips become a file, the file an edition, the edition a feed;
- ``edition``: the story itself, told step by step.

It takes its doers (``Doers``) and the time, builds nothing and decides nothing:
decisions are made in ``plan``.
"""
