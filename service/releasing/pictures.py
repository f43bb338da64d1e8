"""An article's pictures on their way to the public: taken in before an edition is planned."""

from collections.abc import Iterable

from service.excerpt import excerpt
from service.making.current import find_article
from service.making.pictures import called_by, keep_attached, lacks_any, take_pictures
from service.model import Article, Revision
from service.model.pictures import picture_sources
from service.releasing.belonging import require_own_folder
from service.releasing.production import Production
from service.sources.document import Attachment


def take_newest_pictures(article_id: str, production: Production) -> None:
    """The pictures of the newest revision are there, as far as they can be had now.

    Raises StoreError where the media folder is not this library's.
    """
    library, media = production.library, production.media
    sources = picture_sources(find_article(article_id, library).revision)
    if sources:
        require_own_folder(media, library)
        take_pictures(
            article_id,
            sources,
            production.gallery,
            library,
            media,
            production.locks,
            production.now(),
        )


def lacks_pictures(article_id: str, production: Production) -> bool:
    """Whether the newest revision has a picture to be asked for now."""
    library = production.library
    sources = picture_sources(find_article(article_id, library).revision)
    return lacks_any(
        article_id, sources, production.gallery, library, production.media, production.now()
    )


def ask_again(article_id: str, production: Production) -> None:
    """Every picture that could not be had is to be asked for now: a person wishes it."""
    if production.gallery.fetcher is not None:
        production.library.ask_pictures_again(article_id, production.now())


def keep_attachments(
    article: Article,
    sent: Revision,
    attachments: Iterable[Attachment],
    production: Production,
) -> tuple[str, ...]:
    """The pictures that came with ``sent`` are kept; of the others it is told (Vietnamese).

    What waits for a yes replaces no picture that the article shows so far.

    Raises StoreError where the media folder is not this library's.
    """
    library, media, locks = production.library, production.media, production.locks
    shown = picture_sources(article.revision) if sent.id != article.revision.id else ()
    sources = tuple(each for each in picture_sources(sent) if each not in shown)
    unused = []
    for each in attachments:
        called = called_by(sources, each)
        if called:
            require_own_folder(media, library)
            keep_attached(article.id, called, each.content, library, media, locks, production.now())
        else:
            unused.append(f"Tệp kèm theo “{excerpt(each.name)}” không có chỗ trong bài.")
    return tuple(unused)
