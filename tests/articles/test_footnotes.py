"""Footnotes of a page number themselves, whatever they stand in."""

import pytest

from service.articles.blocks import read_blocks
from service.model.content import List, Note

TEXT = (
    '<p>Giá thuê chỗ là 150 nghìn đồng<sup><a href="#fn1">1</a></sup> mỗi tháng'
    '<sup><a href="#fn2">2</a></sup>.</p>'
)


@pytest.mark.parametrize(
    "notes",
    [
        '<ol><li id="fn1">Đã có thuế.</li><li id="fn2">Từ tháng Mười.</li></ol>',
        '<section><ol><li id="fn1"><p>Đã có thuế.</p></li><li id="fn2">Từ tháng Mười.</li></ol>'
        "</section>",
        '<ul><li id="fn1">Đã có thuế.</li><li id="fn2">Từ tháng Mười.</li></ul>',
    ],
)
def test_a_list_of_nothing_but_footnotes_is_no_list(notes: str) -> None:
    nodes = read_blocks(TEXT + notes, "text/html").nodes
    assert [each.label for each in nodes if isinstance(each, Note)] == ["1", "2"]
    assert not any(isinstance(each, List) for each in nodes)


def test_a_list_with_another_item_stays_one() -> None:
    notes = '<ol><li>Xem thêm.</li><li id="fn1">Đã có thuế.</li><li id="fn2">Từ nay.</li></ol>'
    nodes = read_blocks(TEXT + notes, "text/html").nodes
    assert any(isinstance(each, List) for each in nodes)
