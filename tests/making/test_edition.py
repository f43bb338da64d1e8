"""Making ends with an edition made; that anybody is told of it is another room's matter."""

from service.making.edition import has_manifest, make_edition
from service.making.originals import read_original
from service.model.published_names import FEED_FILE
from tests.releasing.test_keeping import recorded
from tests.stage import NOW, TEXT, Stage


def test_an_edition_that_was_made_stands_whole_and_nobody_is_told_of_it(stage: Stage) -> None:
    article_id, worklist = recorded(stage)
    edition = make_edition(article_id, worklist, None, stage.library, stage.assembler, lambda: NOW)
    assert (edition.number, edition.created) == (1, NOW)
    assert stage.media.size(edition.enclosure.name) == edition.enclosure.length
    assert has_manifest(edition, stage.media)
    assert read_original(edition, stage.media) == TEXT.encode()
    assert stage.library.episode(article_id) is None
    assert not stage.media.exists(FEED_FILE)
