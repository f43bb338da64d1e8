"""What a PostgreSQL server does otherwise than a SQLite file: nothing outside knows of it."""
