"""What the desk tells of a recording that did not succeed and comes by itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.errors import StoreError
from tests.web.newsroom import Editor, open_newsroom


def test_a_recording_put_off_is_told_as_what_failed_not_as_what_is(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with open_newsroom(tmp_path, worker=False) as newsroom:
        article = newsroom.take_in("bai/cho")
        library = newsroom.service.library
        wish = library.wish_edition(article.id, now)
        full = StoreError("Đĩa chỉ còn 12 MB.", "Only 12 MB of disk are free.")
        library.defer_wish(wish, full, now + timedelta(minutes=5), now)
        editor = Editor(newsroom)
        for page in ("/desk/", f"/desk/articles/{article.id}"):
            told = editor.get(page).text
            assert "Chưa thu được: Đĩa chỉ còn 12 MB. Loa sẽ tự thu lại lúc" in told, page
