"""What a status code is called, and what is said of it where the error itself says nothing."""

from collections.abc import Mapping
from types import MappingProxyType

TITLES: Mapping[int, str] = MappingProxyType(
    {
        400: "Yêu cầu không đúng dạng",
        401: "Cần đăng nhập",
        403: "Không được phép",
        404: "Không tìm thấy",
        405: "Địa chỉ này không nhận cách gọi ấy",
        409: "Chưa làm được lúc này",
        410: "Đã gỡ",
        411: "Yêu cầu phải nói rõ độ dài",
        412: "Không còn như lúc đã xem",
        413: "Nội dung quá lớn",
        415: "Không nhận loại nội dung này",
        416: "Đoạn yêu cầu nằm ngoài tệp",
        421: "Máy chủ này không mang tên ấy",
        422: "Không nhận được nội dung này",
        429: "Quá nhiều yêu cầu",
        500: "Máy chủ gặp lỗi",
        503: "Máy chủ tạm thời chưa làm được",
    }
)
EXPLANATIONS: Mapping[int, str] = MappingProxyType(
    {
        413: "Nội dung gửi lên vượt giới hạn của máy chủ.",
        404: "Trang này không có, hoặc đã được chuyển đi nơi khác.",
        500: "Lỗi đã được ghi lại. Xin thử lại sau.",
    }
)
