"""Words of two syllables that a newspaper uses all the time, and no reader tears apart.

Vietnamese writes a space between syllables, so a space alone does not tell
where a word ends. The list is no dictionary: it keeps the commonest words whole
where a long sentence has to be cut without a comma in reach.
"""

COMPOUNDS = frozenset(
    tuple(word.split())
    for word in """
an ninh; an toàn; bao gồm; biên giới; biến đổi; biển đảo; bác sĩ; báo chí; báo cáo; bên cạnh;
bình quân; bí thư; bóng đá; bảo hiểm; bảo vệ; bảo đảm; bầu cử; bắt đầu; bền vững; bệnh nhân;
bệnh viện; bị cáo; bộ trưởng; chia sẻ; chiến binh; chiến tranh; cho biết; chuyến thăm; chuyển
đổi; chuẩn bị; chí minh; chính phủ; chính quyền; chính sách; chính trị; chương trình; chất
lượng; chỉ thị; chỉ tiêu; chỉ đạo; chống dịch; chủ quyền; chủ tịch; chủ động; cuộc sống; cá
nhân; cán bộ; công an; công bố; công dân; công khai; công nghiệp; công nghệ; công nhân; công
trình; công ty; công tác; công việc; cùng kỳ; cơ bản; cơ chế; cơ cấu; cơ quan; cơ sở; cần thơ;
cầu thủ; cụ thể; cử tri; cựu chiến; do đó; doanh nghiệp; du lịch; duy trì; dân cư; dân số; dân
tộc; dịch bệnh; dịch vụ; dự án; gia đình; giai đoạn; giao thông; giá trị; giám sát; giám đốc;
giáo dục; giáo viên; giải pháp; giải đấu; gần đây; hiện nay; hiện tại; hiện đại; hiệu quả; hoa
kỳ; hoàn thiện; hoàn thành; hoạt động; hà nội; hàn quốc; hành động; hình thức; hòa bình; hôm
nay; hạ tầng; hạnh phúc; hải phòng; hậu quả; học sinh; hồ chí; hỗ trợ; hội nghị; hội nhập; hội
đồng; hợp tác; khai thác; khang trang; khoa học; khu vực; khuyến khích; khí hậu; khó khăn; khắc
phục; khẳng định; khởi tố; kinh doanh; kinh nghiệm; kinh tế; kiến nghị; kiểm tra; kế hoạch; kết
cấu; kết quả; kết thúc; kỹ thuật; lao động; luật sư; làm việc; lãnh đạo; lĩnh vực; lần thứ; lịch
sử; lợi thế; lợi ích; môi trường; mặc dù; mục tiêu; nghiên cứu; nghìn đồng; nghệ thuật; nghị
quyết; nghị định; ngoài ra; ngoại giao; nguyên nhân; nguồn lực; nguồn vốn; ngành nghề; ngày mai;
ngân hàng; ngân sách; người dân; nhiệm kỳ; nhiệm vụ; nhu cầu; nhân dân; nhân lực; nhấn mạnh;
nhập khẩu; nhật bản; nâng cao; nâng cấp; nông dân; nông nghiệp; nông thôn; năm nay; năng lượng;
nội dung; phong trào; pháp luật; phát biểu; phát triển; phòng chống; phương tiện; phần trăm;
phối hợp; phụ nữ; phục hồi; phục vụ; quan hệ; quan trọng; quy hoạch; quy định; quyết liệt; quyết
tâm; quyết định; quyền lợi; quân sự; quân đội; quản lý; quốc gia; quốc hội; quốc phòng; quốc tế;
sau đó; sinh viên; so với; sáng tạo; sản xuất; sắp tới; số liệu; sức khỏe; sử dụng; sự kiện; tai
nạn; tham gia; thanh niên; thiết bị; thiệt hại; thu nhập; thuận lợi; thành công; thành phố;
thành tích; thành ủy; thách thức; thông qua; thông tin; thông tư; thúc đẩy; thương mại; thảo
luận; thắng lợi; thể thao; thị trường; thống kê; thống nhất; thời gian; thời tiết; thời điểm;
thủ tướng; thực hiện; tin tưởng; tinh thần; tiêm chủng; tiếp tục; tiềm năng; trang bị; triển
khai; triệu đồng; trong đó; trung quốc; trung ương; truyền thông; truyền thống; trách nhiệm;
trước đó; trường học; trận đấu; trật tự; trẻ em; trọng tâm; trở nên; trở thành; tuy nhiên; tài
chính; tài sản; tình hình; tích cực; tòa án; tăng cường; tăng trưởng; tại đây; tập thể; tập
trung; tỉnh ủy; tốc độ; tổ chức; tổng kết; tổng số; tự do; tỷ lệ; tỷ đồng; vi phạm; việc làm;
việt nam; vì vậy; văn bản; văn hóa; vấn đề; vận tải; vận động; vật chất; vừa qua; xuất khẩu; xây
dựng; xã hội; xử lý; xử phạt; y tế; yêu cầu; áp dụng; điều kiện; điều tra; điện lực; đoàn kết;
đà nẵng; đào tạo; đánh giá; đô thị; đăng ký; đơn vị; đường bộ; đường sắt; đại biểu; đại học; đại
hội; đạt được; đảm bảo; đảng bộ; đảng viên; đầu tư; đầy đủ; đề nghị; đề án; địa bàn; địa phương;
đối với; đồng bào; đồng bộ; đồng chí; đồng lòng; đồng thời; đổi mới; độc lập; đội tuyển; đột
phá; đời sống; ổn định; ủy ban; ủy viên; ứng dụng
""".split(";")  # noqa: SIM905 - a list of words reads best as words
)
"""Pairs of syllables in lower case."""
