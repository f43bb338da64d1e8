"""The media folder tells what of an article is public: nothing else does without the library."""

from service.model.published_names import release_name
from service.outputs.release_note import render_publication
from service.store.library import Library
from service.store.media import Media


def tell_publication(article_id: str, library: Library, media: Media) -> None:
    """The file beside the article's manifests says what of it is public. Raises StoreError.

    It stands before the first manifest does: one without it is taken for a published one.
    """
    name, content = release_name(article_id), render_publication(library.publication(article_id))
    if not media.exists(name) or media.read(name) != content:
        media.write(name, content)
