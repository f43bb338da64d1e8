"""The certificate of the public address is looked at now and then, and what was seen is kept."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.codec import from_json, to_json
from service.model.alert import AlertKind, Condition
from service.sources.certificate import Certificate, look_at_certificate
from service.store.library import Library

LOOKED_EACH = timedelta(hours=6)
SOON = timedelta(days=14)
"""Certificates of 90 days are renewed at 30 left; at 14 nobody has for two weeks."""

_SEEN = "certificate"


@dataclass(frozen=True, slots=True)
class SeenCertificate:
    """What was seen of the address, and when."""

    base_url: str
    looked: datetime
    certificate: Certificate | None


def watch_certificate(
    library: Library, base_url: str, now: datetime, context: ssl.SSLContext | None = None
) -> None:
    """Looks, unless somebody did a while ago."""
    seen = seen_certificate(library, base_url)
    if seen is not None and abs(now - seen.looked) < LOOKED_EACH:
        return
    found = look_at_certificate(base_url, context)
    if found is None and seen is not None:
        found = seen.certificate  # it does not become better by being out of reach
    library.keep_fact(_SEEN, to_json(SeenCertificate(base_url, now, found)))


def seen_certificate(library: Library, base_url: str) -> SeenCertificate | None:
    """What was last seen of this address, or None."""
    kept = library.fact(_SEEN)
    seen = from_json(SeenCertificate, kept) if kept else None
    return seen if seen is not None and seen.base_url == base_url else None


def certificate_conditions(seen: SeenCertificate | None, now: datetime) -> Iterator[Condition]:
    """That the certificate ends soon, has ended, or is not believed."""
    if seen is None or seen.certificate is None:
        return
    certificate, ends = seen.certificate, seen.certificate.ends
    if ends is None:
        vi = f"Trình duyệt không tin chứng chỉ của {seen.base_url}: {certificate.vi}."
        en = f"Browsers refuse the certificate of {seen.base_url}: {certificate.en}."
    elif ends - now < SOON:
        day = f"{ends:%Y-%m-%d %H:%M} UTC"
        vi = f"Chứng chỉ của {seen.base_url} hết hạn lúc {day}, chưa được gia hạn."
        en = f"The certificate of {seen.base_url} ends {day}, and was not renewed."
    else:
        return
    yield Condition(AlertKind.CERTIFICATE, seen.base_url, vi, en)
