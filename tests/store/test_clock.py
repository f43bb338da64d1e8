"""What a wrong clock dated is dated anew, and nothing else."""

from datetime import timedelta

from service.store.library import Library
from tests.store.shelf import NOW, make_edition, make_revision

AHEAD = NOW + timedelta(days=365)


def test_what_was_dated_from_a_moment_on_is_dated_anew(library: Library) -> None:
    old, _ = library.take_in(make_revision(source_id="cũ"), b"", NOW)
    new, _ = library.take_in(make_revision(source_id="mới"), b"", AHEAD)
    library.publish_edition(make_edition(new.id, make_revision(source_id="mới")), AHEAD, ())
    library.publish_edition(make_edition(old.id, make_revision(source_id="cũ")), NOW, ())
    assert library.articles_since(AHEAD) == (new.id,)
    right = NOW + timedelta(hours=1)
    library.redate_since(AHEAD, right)
    moments = []
    for article_id in (old.id, new.id):
        article, episode = library.article(article_id), library.episode(article_id)
        assert article is not None
        assert episode is not None
        moments.append((article.created, article.updated, episode.first_published, episode.updated))
    assert moments == [(NOW,) * 4, (right,) * 4]
    assert library.articles_since(AHEAD) == ()
