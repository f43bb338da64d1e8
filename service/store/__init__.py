"""Store: what must last, in a database and a media folder."""
