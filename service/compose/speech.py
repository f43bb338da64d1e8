"""Settings become the rules by which tables, pictures, notes and deleted text are read."""

from service.model import DeletedReading, PictureReading, SpeechRules, TableReading
from service.settings import Settings


def speech_rules(settings: Settings) -> SpeechRules:
    """How the station reads what is not a plain sentence."""
    return SpeechRules(
        deleted=DeletedReading(settings.read_deleted),
        notes=settings.read_notes,
        tables=TableReading(settings.read_tables),
        table_rows=settings.table_rows,
        table_columns=settings.table_columns,
        pictures=PictureReading(settings.read_pictures),
    )
