"""Where a newsroom is kept unless its file says otherwise: below what the operator set for all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from service.bucket.address import within_prefix
from service.compose.databases import find_databases
from service.errors import SettingsError
from service.settings import Settings
from service.store.exchange import beside
from service.store.places import MEDIA, STATE
from service.store.postgresql.address import parse_address, within_schema
from service.web_address import is_web_address

ENDING = ".toml"

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
"""What may be a folder, a label of a host name and, with «_» for «-», part of a schema."""

REMOVED = "removed"
"""The folder of what was exported of newsrooms that are gone."""

_TAKEN = frozenset({MEDIA, STATE, REMOVED, "jobs"})
"""What stands in the folder, or beside the schema, of an installation without newsrooms."""


def require_name(name: str) -> None:
    """Raises SettingsError for what no newsroom may be called."""
    if not _NAME.fullmatch(name) or name in _TAKEN:
        raise SettingsError(
            f"“{name}” không dùng làm tên toà soạn được: chỉ gồm chữ thường không dấu, chữ số và "
            f"gạch nối, bắt đầu bằng chữ, nhiều nhất 31 ký tự, không phải {_listed()}.",
            f"“{name}” cannot name a newsroom: small letters, digits and hyphens alone, a letter "
            f"first, at most 31, and none of {_listed()}.",
        )


def own_places(operator: Settings, name: str) -> Mapping[str, object]:
    """The settings that give the newsroom ``name`` places of its own. Raises SettingsError."""
    places: dict[str, object] = {"data": operator.data / name, "cache": operator.cache / name}
    if operator.database_url:
        schema = f"{parse_address(operator.database_url).schema}_{name.replace('-', '_')}"
        places["database_url"] = within_schema(operator.database_url, schema)
    if operator.media_url:
        places["media_url"] = within_prefix(operator.media_url, name)
    if operator.cache_url:
        places["cache_url"] = within_prefix(operator.cache_url, name)
    if operator.backup_folder:
        places["backup_folder"] = str(Path(operator.backup_folder) / name)
    if is_web_address(operator.media_delivery):
        places["media_delivery"] = f"{operator.media_delivery.rstrip('/')}/{name}"
    places["pace"] = operator.pace or operator.database_url or str(operator.data)
    return places


@dataclass(frozen=True, slots=True)
class Places:
    """Everything that a newsroom must have for itself."""

    folders: tuple[Path, ...]
    schemas: tuple[str, ...]
    hosts: tuple[str, ...]

    @property
    def claimed(self) -> tuple[str, ...]:
        """All of it by name."""
        return (*map(str, self.folders), *self.schemas, *self.hosts)

    @property
    def within(self) -> Iterator[str]:
        """The same, and every folder that one of its folders lies in."""
        yield from self.claimed
        for folder in self.folders:
            yield from map(str, folder.parents)


def list_places(settings: Settings) -> Places:
    """The places that ``settings`` name. Raises SettingsError."""
    data = settings.data.resolve()
    databases = find_databases(settings, data)
    both = (databases.library, databases.queue, beside(databases.library))
    kept = [data, settings.cache.resolve()]
    if settings.backup_folder:
        kept.append(Path(settings.backup_folder).resolve())
    return Places(
        folders=(*kept, *_buckets(settings)),
        schemas=tuple(each.place for each in both if not isinstance(each, Path)),
        hosts=tuple(sorted(settings.host_names)),
    )


def _buckets(settings: Settings) -> Iterator[Path]:
    """Each prefix in a bucket as the folder that it is, whoever asks for it, and however."""
    for told in (settings.media_url, settings.cache_url):
        parts = urlsplit(told)
        if parts.netloc:
            yield Path(f"/{parts.scheme}:", parts.netloc, parts.path.strip("/"))


def _listed() -> str:
    return ", ".join(sorted(_TAKEN))
