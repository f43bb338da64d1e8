"""Page chrome: what a portal prints around an article."""

import pytest

from service.articles.chrome import chrome_reason, is_related_heading

CHROME = [
    "Bình luận (0)",
    "Gửi bình luận",
    "Hiện chưa có bình luận nào, hãy là người đầu tiên bình luận",
    "Bạn cần đăng nhập để gửi bình luận.",
    "Tối đa: 1500 ký tự",
    "Sao chép liên kết",
    "17 giờ trước",
    "Bình chọn Bình chọn",
    "Số giấy phép: 146/GP-BVHTTDL, cấp ngày 17/10/2025",
    "Trang tin Rạch Gốc. Giấy phép số 4/GP-TTĐT. Tổng biên tập: Lý Thị Cam.",
    "Từ khoá: chợ nổi",
    "Truy cập nội dung luôn",
    "Bỏ qua đến nội dung chính",
    "Đăng nhập",
    "TRANG CHỦ",
    "Chia sẻ",
    "Chia sẻ lên Facebook",
    "In trang",
    "In bài viết",
    "A- A A+",
    "Gửi email",
    "Lượt xem: 1.234",
    "1.234 lượt xem",
    "Đang truy cập:4505",
    "Tổng truy cập: 1856545",
    "Thống kê truy cập",
    "Hôm nay: 245",
    "Tất cả: 1.234.567",
    "12 bình luận",
    "© 2021 Báo Thái Nguyên",
    "Bản quyền thuộc về Cổng thông tin điện tử huyện",
    "Giấy phép số: 12/GP-TTĐT do Sở Thông tin và Truyền thông cấp ngày 01/02/2020.",
    "Điện thoại: 0208.3867.123",
    "Ghi rõ nguồn khi phát hành lại thông tin từ trang này.",
    "Tags: HĐND, kỳ họp",
    "* * *",
]
ARTICLE = [
    "Theo dõi báo cáo tài chính giúp cổ đông biết sức khỏe của doanh nghiệp.",
    "Bạn cần đăng nhập VNeID bằng tài khoản mức 2 trước khi nộp hồ sơ.",
    "Ý kiến của cử tri được chuyển tới các bộ.",
    "Bình luận của huấn luyện viên sau trận",
    "Thống kê truy cập của cổng dịch vụ công tăng mạnh trong sáu tháng đầu năm.",
    "Bản quyền truyền hình World Cup đã được mua.",
    "Giới thiệu sản phẩm OCOP tới du khách",
    "Chia sẻ của bác sĩ tuyến đầu",
    "In ấn lậu gia tăng",
    "Hôm nay, trời nhiều mây.",
    "Đăng nhập bằng VNeID từ tháng 7",
    "Tòa soạn báo đã trao 100 suất quà.",
    "Tất cả vì học sinh thân yêu",
]


@pytest.mark.parametrize("line", CHROME)
def test_a_line_of_the_page_is_told_with_a_reason(line: str) -> None:
    reason = chrome_reason(line)
    assert reason is not None
    assert reason.endswith(".")


@pytest.mark.parametrize("line", ARTICLE)
def test_a_line_of_the_article_is_no_chrome(line: str) -> None:
    assert chrome_reason(line) is None


@pytest.mark.parametrize("line", ["Giới thiệu", "Địa chỉ: 12 Lê Lợi", "Liên hệ"])
def test_between_paragraphs_a_menu_word_may_be_a_heading(line: str) -> None:
    assert chrome_reason(line) is not None
    assert chrome_reason(line, inside=True) is None


@pytest.mark.parametrize(
    "line", ["Bài viết liên quan", "Tin liên quan:", "Các tin khác", "Đọc thêm", "Xem thêm (5)"]
)
def test_a_related_heading_is_told(line: str) -> None:
    assert is_related_heading(line)


@pytest.mark.parametrize("line", ["Tin vui từ cơ sở", "Liên quan vụ cháy chợ, ba người bị bắt"])
def test_a_headline_is_no_related_heading(line: str) -> None:
    assert not is_related_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Trở lại mái trường xưa",
        "Theo dõi kênh truyền hình địa phương để biết lịch cắt nước.",
        "Điện thoại: 0280 000 111",
    ],
)
def test_between_paragraphs_a_sentence_or_a_heading_is_the_articles(line: str) -> None:
    assert chrome_reason(line, inside=True) is None
