"""Page chrome: lines that a portal puts around an article, told by what they do."""

import re
from collections.abc import Sequence

_COUNTER = (
    "Số đếm lượt truy cập của trang.",
    r"(?:(?:[^\W\d]+\s+){0,4}(?:truy cập|lượt xem|lượt đọc|lượt thích|lượt chia sẻ|đã xem|"
    r"online|trực tuyến|views?|visitors?|hits)"
    r"(?:\s+(?:hôm nay|hôm qua|(?:trong )?(?:ngày|tuần|tháng|năm)(?: này| nay)?))?"
    r"\s*:?\s*\d[\d.,\s]*"
    r"|(?:(?:thống kê|đang|tổng|tổng số|số|số lượng|số lượt|lượt|khách|số người)\s+)+"
    r"(?:truy cập|xem|đọc|online|trực tuyến)\s*:?"
    r"|(?:hôm nay|hôm qua|(?:trong )?(?:tuần|tháng|năm)(?: này| nay| trước| hiện tại)?|tất cả|"
    r"tổng(?: số)?|khách|thành viên|lượt|xem|số lượt)\s*:?\s*\d[\d.,]*"
    r"|\d[\d.,]*\s*(?:lượt(?:\s+\w+){1,3}|views?|bình luận|người (?:xem|thích)|likes?|comments?))",
)
_BUTTON = (
    "Nút chia sẻ hoặc nút bấm của trang.",
    r"(?:chia sẻ|share|tweet|like|thích|facebook|twitter|zalo|messenger|linkedin|pinterest|"
    r"copy link(?: thành công)?|sao chép (?:liên kết|link)|"
    r"xem (?:các )?bài (?:viết )?(?:của|khác của) tác giả|"
    r"in(?: trang| bài viết| bài| tin)?|bản in|print|"
    r"gửi (?:email|mail|bài viết|bình luận|cho bạn bè)|email|lưu(?: bài(?: viết)?)?|"
    r"theo dõi(?: trên google news)?|nghe(?: bài| đọc bài)?(?: viết)?|google news|"
    r"(?:xem với )?(?:cỡ|kích thước|phông) chữ(?:\s*:?(?:\s*a[+-]?)+)?|tăng cỡ chữ|giảm cỡ chữ|"
    r"a[+-](?:\s+a[+-]?)*|phản hồi|góp ý|đánh giá|"
    r"quay lại|về đầu trang|(?:click|nhấn|bấm)(?: chuột)?(?: vào (?:đây|ảnh|nút))? để .*|"
    r"tổng số điểm.*|xếp hạng.*|mã (?:bảo mật|xác nhận|an toàn)|"
    r"lên đầu trang|trở về|back to top)"
    r"(?:\s+(?:bài viết|trang|tin|này|qua|lên|trên|facebook|twitter|zalo|email|google))*\s*:?"
    r"(?:\s*[|•·/,]?\s*(?:facebook|twitter|zalo|email|print|in|share|like|\d+))*",
)
_MENU = (
    "Trình đơn của trang.",
    r"(?:truy cập nội dung(?: chính| luôn)?|(?:bỏ qua|chuyển) (?:đến|tới|sang) nội dung.*|"
    r"skip to (?:main )?content|đăng nhập|đăng ký|đăng xuất|log ?in|sign in|"
    r"tìm kiếm(?: nâng cao)?|search|trang chủ|home|trang nhất|liên hệ(?: t(?:òa|oà) soạn)?|"
    r"giới thiệu|sơ đồ (?:cổng|trang|site).*|sitemap|rss|menu|hỏi đáp|thư viện ảnh|"
    r"trở lại(?: \w+){1,3}|thư điện tử|tiếng việt|english|danh mục|chuyên mục|toàn cảnh)",
)
_IMPRINT = (
    "Dòng bản quyền hoặc giấy phép của trang.",
    r"(?:©|\(c\)|copyright|all rights reserved|®|powered by|"
    r"(?:phát triển|thiết kế|vận hành|xây dựng) bởi|bản quyền (?:thuộc|của|©|\d)|"
    r"(?:đề nghị |vui lòng |yêu cầu )?ghi rõ nguồn|"
    r"(?:[^.:]{0,70}[.–-]\s*)?(?:(?:số )?giấy phép (?:[^\W\d]+\s+){0,14}số\b|số giấy phép\b|"
    r"(?:cơ quan chủ quản|(?:người )?chịu trách nhiệm[^:]{0,30}|"
    r"(?:phó )?tổng (?:biên tập|tkts|thư ký tòa soạn))\s*:)).*",
)
_CONTACT = (
    "Dòng địa chỉ hoặc liên hệ của trang.",
    r"(?:t(?:òa|oà) soạn|trụ sở(?: chính)?|hotline|đường dây nóng|điện thoại|đt|email|e-mail|fax|"
    r"địa chỉ|website)\s*:.*",
)
_RELATIVE = (
    "Thời gian tính từ lúc xem trang, không phải ngày đăng.",
    r"(?:khoảng |hơn |cách đây )?(?:\d+|một|vài) (?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm) "
    r"(?:trước|ago)|vừa xong|mới đây",
)
_ADVERT = (
    "Quảng cáo hoặc lời mời đăng ký.",
    r"quảng cáo|advertisements?|ads|đọc báo in|tải ứng dụng",
)
_INVITING = (
    _ADVERT[0],
    r"(?:mời|xin mời) (?:quý )?(?:độc giả|bạn đọc|bạn) (?:theo dõi|đón đọc|xem thêm|tải) .*|"
    r"(?:theo dõi|đăng ký) (?:chúng tôi|bản tin|kênh|báo(?! cáo)) .*|tải ứng dụng .*|"
    r"đăng ký (?:nhận )?(?:bản )?tin\b.*|nhận (?:bản )?tin (?:qua|mỗi)\b.*|"
    r"ủng hộ (?:tòa soạn|toà soạn|chúng tôi|tác giả)\b.*",
)
"""Whole sentences too, which a text may say of something else: only around it."""

_SOURCE = (
    "Địa chỉ của bài gốc.",
    r"(?:nguồn|theo|link(?: bài)?(?: gốc)?|xem bài gốc|bài gốc)[^:]{0,20}:?\s*(?:https?://|www\.)\S+",
)
_COMMENTS = (
    "Bình luận của bạn đọc.",
    r"(?:gửi |viết |đăng |để lại |xem (?:tất cả |các )?)?(?:một )?(?:bình luận|ý kiến|nhận xét)"
    r"(?: (?:bạn đọc|của bạn|trước))*\s*(?:\(?\d+\)?)?|không có nhận xét.*",
)
_COMMENTING = (
    _COMMENTS[0],
    r"(?:hãy |vui lòng |xin )?(?:viết|gõ|nhập) (?:bình luận|ý kiến|tiếng việt)\b.*|"
    r"(?:ý kiến|bình luận) (?:của bạn|bạn đọc|của độc giả) (?:đang|sẽ) .*|email của bạn sẽ .*|"
    r"bạn (?:cần|phải) đăng nhập (?:để|trước khi) (?:gửi|bình luận|thực hiện chức năng|lưu).*|"
    r"hiện chưa có bình luận.*|hãy là người đầu tiên bình luận.*|tối đa:? \d+ (?:ký|kí) tự.*",
)
_POLL = (
    "Thăm dò hoặc bình chọn của trang.",
    r"(?:bình chọn|thăm dò(?: ý kiến)?|khảo sát)(?: (?:bạn đọc|trực tuyến))?|"
    r"(?:biểu quyết|xem kết quả|kết quả bình chọn)",
)
_TWICE = ("Tên khung của trang.", r"(?P<name>\w.{2,40}?)[\s|-]+(?P=name)")
"""A portlet's name that stands in its bar and again in its box: "Bình chọn Bình chọn"."""

_KEYWORDS = ("Từ khóa của trang.", r"(?:từ kh(?:óa|oá)|tags?|chủ đề|thẻ)(?:\s*:.*)?")


def _compile(*rules: tuple[str, str]) -> Sequence[tuple[str, re.Pattern[str]]]:
    return tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in rules)


_ANYWHERE = _compile(_COUNTER, _BUTTON, _COMMENTS, _RELATIVE, _ADVERT, _SOURCE)
_OWN = (*_ANYWHERE, *_compile(_COMMENTING, _INVITING, _IMPRINT, _KEYWORDS))
_AROUND = (*_compile(_MENU, _POLL, _TWICE, _CONTACT), *_OWN)
_RELATED = re.compile(
    r"(?:(?:các |những )?(?:tin|bài)(?: viết| tức)?(?: khác| liên quan| cùng (?:chuyên mục|chủ đề)|"
    r" mới(?: hơn| nhất)?| cũ hơn| nổi bật| đọc nhiều| xem nhiều)|lưu trữ blog|"
    r"(?:bạn có thể|có thể bạn)(?: cũng)? (?:quan tâm|thích)|"
    r"cùng (?:chuyên mục|chủ đề|tác giả)|"
    r"đọc (?:nhiều(?: nhất)?|thêm|tiếp)|tham khảo thêm|xem (?:thêm|nhiều(?: nhất)?|tiếp)|liên quan|"
    r"(?:các |những )?(?:tin|bài)(?: viết)? đã đưa|related(?: posts| articles| news)?)"
    r"(?P<rest>\s*(?:\(\d+\))?\s*:?.*)\Z",
    re.IGNORECASE,
)
_BEHIND = frozenset({_IMPRINT[0], _CONTACT[0], _KEYWORDS[0], _POLL[0], _COMMENTS[0]})
_WORDS = 12
_LONG = frozenset({_COMMENTS[0], _IMPRINT[0], _CONTACT[0], _ADVERT[0], _SOURCE[0]})
"""What may be a sentence and yet the page's; the others are short."""


def chrome_reason(line: str, *, inside: bool = False, own: bool = False) -> str | None:
    """Why ``line`` belongs to the page and not to the article (Vietnamese), or None.

    Only a whole line that is a control, a counter, a menu entry or an imprint
    matches; a sentence that mentions one does not. ``inside`` says that the line
    stands between paragraphs of the article, where a menu word may be a heading
    and an address may be news; ``own`` that it stands in the part of a page that is
    the article, at its end perhaps, where an address is still its own.
    """
    bare = line.strip(" \t-–—|•·»>«<*[]")
    if is_decoration(line):
        return "Dấu trang trí, không có chữ."
    if inside:
        return _reason(_ANYWHERE, bare)
    return _reason(_OWN if own else _AROUND, bare)


def is_related_heading(line: str) -> bool:
    """Whether ``line`` opens a list of other articles ("Tin liên quan")."""
    match = _RELATED.match(line.strip(" -–—|•·»>«<*[]"))
    return match is not None and match["rest"].strip(" :()0123456789") == ""


def is_decoration(line: str) -> bool:
    """Whether ``line`` has no letter or figure, as a rule of stars has none."""
    return not any(map(str.isalnum, line))


def ends_page_text(reason: str | None) -> bool:
    """Whether a line left out for ``reason`` stands only behind an article, not inside it."""
    return reason in _BEHIND


def _reason(rules: Sequence[tuple[str, re.Pattern[str]]], bare: str) -> str | None:
    short = len(bare.split()) <= _WORDS
    for reason, pattern in rules:
        if (short or reason in _LONG) and pattern.fullmatch(bare):
            return reason
    return None
