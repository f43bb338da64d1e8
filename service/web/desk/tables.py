"""The form for how one table of an article is read; what is done is in ``desk/tables``."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import request
from werkzeug.wrappers import Response

from service.desk.tables import choose_table_reading
from service.making.current import find_article
from service.model import Act, TableReading
from service.web.desk.entrance import desk, editor_name, the_desk, told
from service.web.language import _
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
    library, table = site().service.library, request.form.get("table", "")
    reading = request.form.get("reading", "")
    article = find_article(article_id, library)
    act = Act.TABLE if reading else Act.TABLE_REMOVED
    with the_desk().acting(act, article_id, table) as deed:
        deed.changes = choose_table_reading(
            article, table, reading, author=editor_name(), library=library, now=site().now()
        )
    message = _("Đã lưu cách đọc bảng. Bấm “Thu lại” để nghe bản mới.")
    return told(message, "desk.article", article_id=article_id)
