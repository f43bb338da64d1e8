"""What a page tells programs of its recording: schema.org's AudioObject, as JSON-LD.

https://schema.org/AudioObject; ``digitalSourceType`` holds IPTC's own address, which names the
term for search engines and inspectors alike.
"""

import json

from service.fingerprint import Plain
from service.model import LANGUAGE, Edition, Episode, Ms
from service.outputs.addresses import CAPTIONS, PAGE, recording_path
from service.outputs.disclosure import digital_source_type, label_words

_IN_A_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
"""What would end the script element, or begin a comment in it (HTML, 4.12.1.3)."""


def render_audio_object(episode: Episode, *, base_url: str, publisher: str) -> str:
    """The recording of ``episode`` as JSON that may stand in a script element.

    ``base_url`` is the public address without a trailing slash, ``publisher`` who
    publishes, as the feed's dc:publisher and the file's TPUB say it.
    """
    edition = episode.edition
    file = edition.enclosure
    page = base_url + PAGE.path(episode_id=episode.id)
    told: dict[str, Plain] = {
        "@context": "https://schema.org",
        "@type": "AudioObject",
        "name": edition.revision.title,
        "url": page,
        "contentUrl": base_url + recording_path(file.name),
        "encodingFormat": file.type,
        "contentSize": str(file.length),
        "sha256": file.sha256,
        "duration": duration_of(file.duration),
        "inLanguage": LANGUAGE,
        "uploadDate": episode.updated.isoformat(timespec="seconds"),
        "publisher": {"@type": "Organization", "name": publisher},
        **_label(edition),
        "caption": {
            "@type": "MediaObject",
            "contentUrl": base_url + CAPTIONS.path(episode_id=episode.id),
            "encodingFormat": "text/vtt",
        },
        "encodesCreativeWork": _article(edition, page),
    }
    text = json.dumps(told, ensure_ascii=False, allow_nan=False)
    return "".join(_IN_A_SCRIPT.get(each, each) for each in text)


def duration_of(length: Ms) -> str:
    """``length`` as ISO 8601 writes it, in whole seconds: "PT372S"."""
    return f"PT{max(1, (length + 500) // 1000)}S"


def _label(edition: Edition) -> dict[str, Plain]:
    """That the voice is synthetic; nothing where people alone read."""
    source, words = digital_source_type(edition.voices), label_words(edition.voices)
    return {"digitalSourceType": source, "creditText": words} if source and words else {}


def _article(edition: Edition, page: str) -> dict[str, Plain]:
    revision = edition.revision
    told: dict[str, Plain] = {
        "@type": "NewsArticle",
        "headline": revision.title,
        "url": revision.link or page,
        "datePublished": revision.published.isoformat(timespec="seconds"),
        "inLanguage": LANGUAGE,
    }
    if revision.author:
        told["author"] = {"@type": "Person", "name": revision.author}
    return told
