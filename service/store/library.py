"""The library: one door to all that must last in the database."""

from contextlib import AbstractContextManager
from pathlib import Path

from service.errors import StoreError
from service.store.access import Access
from service.store.addresses import DatabaseAddress
from service.store.answers import Answers
from service.store.archives import Archives
from service.store.article_lists import ArticleLists
from service.store.articles import Articles
from service.store.audit import Audit
from service.store.cards import Cards
from service.store.channel_guids import ChannelGuids
from service.store.clock import Clock
from service.store.connections import connect as connect_file
from service.store.connections import connect_for_reading, connect_in_memory
from service.store.corrections import Corrections
from service.store.covers import Covers
from service.store.credentials import CredentialStore
from service.store.damage import Copies, no_copy
from service.store.database import Database
from service.store.deleting import Deleting
from service.store.deliveries import Deliveries
from service.store.edition_cards import EditionCards
from service.store.edition_costs import EditionCosts
from service.store.episodes import Episodes
from service.store.facts import Facts
from service.store.feed_items import FeedItems
from service.store.figures import Figures
from service.store.files import Files
from service.store.history import Histories
from service.store.holds import Holds
from service.store.hourly import HourlyCounts
from service.store.installation import Installation
from service.store.lexicon_versions import LexiconVersions
from service.store.listening import Listening
from service.store.memberships import Memberships
from service.store.people import People
from service.store.pictures import Pictures
from service.store.postgresql.connecting import connect as connect_server
from service.store.postgresql.connecting import connect_for_reading as connect_server_for_reading
from service.store.recordings import Recordings
from service.store.released import ReleasedEditions
from service.store.releases import Releases
from service.store.restoring import Restoring
from service.store.reviews import Reviews
from service.store.schema import Table
from service.store.sessions import Sessions
from service.store.standings import Standings
from service.store.subchannels import Subchannels
from service.store.table_choices import TableChoices
from service.store.tallies import Tallies
from service.store.teamwork import Teamwork
from service.store.undoing import Undoings
from service.store.upgrade import has_schema, require_head, upgrade
from service.store.webhooks import Webhooks
from service.store.wishes import EditionWishes

_NOWHERE = "(bộ nhớ)"
"""What messages name in place of a file."""


class Library(
    Articles,
    ArticleLists,
    Episodes,
    Releases,
    ReleasedEditions,
    Deleting,
    Cards,
    FeedItems,
    Memberships,
    Archives,
    ChannelGuids,
    Subchannels,
    EditionWishes,
    Holds,
    Histories,
    HourlyCounts,
    Corrections,
    Covers,
    LexiconVersions,
    Recordings,
    TableChoices,
    Reviews,
    Teamwork,
    Undoings,
    Pictures,
    People,
    CredentialStore,
    Sessions,
    Access,
    Audit,
    Files,
    Facts,
    Clock,
    Installation,
    Restoring,
    Tallies,
    Webhooks,
    Deliveries,
    Answers,
    Standings,
    EditionCards,
    EditionCosts,
    Listening,
    Figures,
):
    """Articles, episodes, wishes, corrections, recordings and access over one database.

    A method that gives its answer whole is one transaction; one that gives an iterator reads
    a few rows at once, so that others may write meanwhile. All raise StoreError when the
    database fails. Moments are aware.
    """

    def __init__(self, database: Database, copies: Copies = no_copy) -> None:
        # The others keep the database alone.
        Articles.__init__(self, database, copies)
        Episodes.__init__(self, database, copies)
        Cards.__init__(self, database, copies)

    @property
    def is_passing(self) -> bool:
        """Whether it lies nowhere and stands in for one that cannot be read."""
        return self._database.place == _NOWHERE

    def together(self) -> AbstractContextManager[None]:
        """All that this thread does to the library inside is one transaction."""
        return self._database.together()

    def close(self) -> None:
        """Closes idle connections."""
        self._database.close()


def connect_to(address: DatabaseAddress) -> Database:
    """The database of this address; nothing is asked of it yet."""
    if isinstance(address, Path):
        return Database(str(address), connect_file(address))
    return Database(str(address), connect_server(address))


def open_library(address: DatabaseAddress, copies: Copies = no_copy) -> Library:
    """The library of this address, made or brought up to date as needed.

    What of an edition's row is damaged is had from ``copies``. Raises StoreError when it
    cannot be opened, is damaged, or comes from a newer Loa.
    """
    database = connect_to(address)
    try:
        with database.translated():
            upgrade(database.engine, database.place)
    except StoreError:
        database.close()
        raise
    return Library(database, copies)


def is_laid(address: DatabaseAddress) -> bool:
    """Whether something is kept at this address. Raises StoreError when a server does not say."""
    if isinstance(address, Path):
        return address.exists() and address.stat().st_size > 0
    database = connect_to(address)
    try:
        with database.translated():
            return has_schema(database.engine)
    finally:
        database.close()


def read_library(address: DatabaseAddress, copies: Copies = no_copy) -> Library:
    """The library of this address for reading alone; nothing is made or changed.

    Raises StoreError when it is not there, is damaged, or its schema is another Loa's.
    """
    if isinstance(address, Path):
        return _read_file(address, copies)
    return _checked(Database(str(address), connect_server_for_reading(address)), copies)


def _read_file(path: Path, copies: Copies) -> Library:
    try:
        return _checked(Database(str(path), connect_for_reading(path, immutable=False)), copies)
    except StoreError:
        # A read-only or full disk takes no shared-memory file beside the database.
        return _checked(Database(str(path), connect_for_reading(path, immutable=True)), copies)


def _checked(database: Database, copies: Copies) -> Library:
    try:
        with database.translated():
            require_head(database.engine, database.place)
    except StoreError:
        database.close()
        raise
    return Library(database, copies)


def passing_library() -> Library:
    """An empty library that lies nowhere and lives until it is closed."""
    database = Database(_NOWHERE, connect_in_memory())
    with database.translated():
        Table.metadata.create_all(database.engine)
    return Library(database)
