"""The form for how one table of an article is read; what is done is in ``desk/tables``."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import request
from werkzeug.wrappers import Response

from service.desk.tables import choose_table_reading
from service.making.current import find_article
from service.model import TableReading
from service.web.desk.entrance import desk, editor_name, told
from service.web.site import site

READING_WORDS: Mapping[TableReading, str] = MappingProxyType(
    {
        TableReading.ROWS: "từng dòng",
        TableReading.SUMMARY: "tóm tắt",
        TableReading.NONE: "không đọc",
    }
)


@desk.post("/articles/<article_id>/tables")
def choose_table(article_id: str) -> Response:
    """Read one table as the editor wishes, or by the settings again."""
    library = site().service.library
    choose_table_reading(
        find_article(article_id, library),
        request.form.get("table", ""),
        request.form.get("reading", ""),
        author=editor_name(),
        library=library,
        now=site().now(),
    )
    message = "Đã lưu cách đọc bảng. Bấm “Thu lại” để nghe bản mới."
    return told(message, "desk.article", article_id=article_id)
