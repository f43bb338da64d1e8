"""The podcast:guid of each channel: frozen once its feed is published where all can reach it."""

import logging
from urllib.parse import urlsplit

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.model.channel import MAIN_CHANNEL, passing_guid, podcast_guid
from service.model.published_names import FEED_FILE
from service.store.database import OnDatabase
from service.store.episode_rows import EditionRow
from service.store.schema import ChannelRow
from service.web_address import is_internet_name

INSTALLATION = "installation"
"""The row that holds the installation's own id."""

_DEFAULT = f"http://127.0.0.1:8000/{FEED_FILE}"
"""Where an older Loa froze the guid of everybody who tried it before naming an address."""

_LOG = logging.getLogger(__name__)


class ChannelGuids(OnDatabase):
    """A row a channel. Until there is one, the guid follows the address."""

    def channel_guid(self, feed_url: str, channel_id: str = MAIN_CHANNEL) -> str:
        """The podcast:guid of the channel whose feed is at ``feed_url``.

        It freezes with the first edition that is made, and never at an address that others have
        too: there it comes from the installation. One that an older Loa froze at its default
        address is replaced at the first one of the internet.
        """
        is_ours = is_lasting_address(feed_url)
        wanted = ChannelRow.name.in_((channel_id, INSTALLATION))
        asked = self._database.ask(select(ChannelRow.name, ChannelRow.guid).where(wanted))
        known: dict[str, str] = {row.name: row.guid for row in asked}
        frozen, own = known.get(channel_id), known.get(INSTALLATION)
        if frozen is not None and not (is_ours and frozen == podcast_guid(_DEFAULT)):
            return frozen
        if not is_ours:
            return passing_guid(own, channel_id) if own else podcast_guid(feed_url)
        guid = podcast_guid(feed_url)
        if frozen is not None:
            self.thaw_channel_guid(frozen, channel_id)
        if self._database.ask(select(EditionRow.number).limit(1)):
            self.freeze_channel_guid(guid, channel_id)
        return guid

    def freeze_channel_guid(self, guid: str, channel_id: str = MAIN_CHANNEL) -> None:
        """The podcast:guid is ``guid``, as subscribers know it, unless it is frozen already."""
        with self._database.writing() as session:
            if session.get(ChannelRow, channel_id) is None:
                session.add(ChannelRow(name=channel_id, guid=guid))

    def thaw_channel_guid(self, guid: str, channel_id: str = MAIN_CHANNEL) -> None:
        """``guid``, which came from an address that others have too, is the channel's no more."""
        own = (ChannelRow.name == channel_id, ChannelRow.guid == guid)
        with self._database.writing() as session:
            session.execute(delete(ChannelRow).where(*own))
        _LOG.warning(
            "podcast:guid %s đặt theo địa chỉ nội bộ được thay bằng mã theo địa chỉ công khai; "
            "người nghe theo địa chỉ feed không mất gì, mã từng tập giữ nguyên (the guid of a "
            "private address is replaced; subscribers and the episodes' guids stay)",
            guid,
        )


def own_guid(session: Session) -> str | None:
    """The main channel's guid, frozen or of the installation; None where there is neither yet."""
    frozen, own = _guid_of(session, MAIN_CHANNEL), _guid_of(session, INSTALLATION)
    if frozen is not None:
        return frozen
    return passing_guid(own, MAIN_CHANNEL) if own is not None else None


def _guid_of(session: Session, name: str) -> str | None:
    return session.scalar(select(ChannelRow.guid).where(ChannelRow.name == name))


def is_lasting_address(feed_url: str) -> bool:
    """Whether nobody else can have a feed at ``feed_url``, so that a guid may come from it."""
    return is_internet_name((urlsplit(feed_url).hostname or "").lower())
