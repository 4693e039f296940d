/**
 * Vietnamese reviews of operators' apps, shops and lines written for this project, mostly short, as app stores and maps have them; no real
 * person or post. Each line: `c` complaint or `n` none, then the sentiment and where it says more the intent (datasets.ts), then the text.
 */
export const telecomReviews = `
n+ Tốt
n+ ok
n+ Rất hài lòng
n+ App dễ dùng, nạp thẻ nhanh
n+ ứng dụng hay, tra cước một phát ra ngay
c- Lỗi hoài
c- tệ
c- Không vào được
c- App rác
c- Chậm, lag, hay bị thoát ra giữa chừng
n0 bình thường
n0 tạm được
n0 Cũng được, chưa có gì nổi bật
n+ tuyệt vời ông mặt trời
n+ Good app
n+ Mượt, đẹp, đầy đủ tính năng
c- Cập nhật bản mới xong nặng máy kinh khủng
c- đăng nhập mãi ko đc, otp không về
c- Cho 1 sao vì không có 0 sao
c- 1 sao, mở app là bắt cập nhật, cập nhật xong lại bắt cập nhật
n+ 5 sao cho nhiệt tình
n+ Nhân viên dễ thương, làm nhanh
n+ Phục vụ chu đáo, có chỗ ngồi chờ mát mẻ
c- Nhân viên thái độ lồi lõm, hỏi không thèm nhìn mặt khách
c- Chờ lấy số gần 1 tiếng mà có đúng 2 quầy làm việc
c- Giờ hành chính mà quầy để trống, khách đứng đợi nhân viên ăn trưa
n+ Chị nhân viên hướng dẫn kỹ, làm sim chính chủ trong tích tắc
n+ Cửa hàng sạch sẽ, giữ xe miễn phí, bạn bảo vệ vui tính
n0 Cửa hàng đối diện chợ, mở cửa từ 7h30 đến 18h
n0 điểm giao dịch này chuyển qua số 45 rồi nha
n0 có chỗ để ô tô
c- Đến nơi thì đóng cửa dù trên bản đồ ghi còn làm việc
c- làm ăn chộp giật, mua sim về 3 ngày bị khoá
n+ mua sim ở đây yên tâm, số đẹp giá mềm
n+ Rất tiện, ngồi nhà cũng đóng được cước
n+ Quá tuyệt, đổi điểm được hẳn 10GB
c- Đổi điểm lúc nào cũng báo hết quà
c- Điểm tích cả năm tự nhiên về 0
n+ Ứng dụng hữu ích cho người hay đi công tác
n+ cảm ơn nhà mạng đã có app này
n+ Giao diện mới nhìn sang hẳn
c- Giao diện mới rối mắt, tìm mục đăng ký gói không thấy đâu
c- Toàn quảng cáo, bật lên che hết màn hình
c- Vuốt cái là nhảy sang mục khác, bấm nhầm mua gói mất tiền
c- App nặng hơn 300MB mà mỗi việc xem số dư cũng không xong
c- Xoay vòng vòng rồi báo lỗi kết nối, trong khi các app khác vẫn vào bình thường
c- yêu cầu xác thực khuôn mặt 10 lần đều thất bại
c- nhập đúng mật khẩu mà cứ báo sai, quên mật khẩu thì không gửi mã
n! Mong nhà phát triển thêm phần xem lịch sử nạp tiền
n! Đề nghị bổ sung đăng nhập bằng vân tay cho tiện
n! thêm widget xem data còn lại ngoài màn hình chính đi ad
n? App này dùng cho thuê bao mạng khác được không?
n? Sao mình không thấy mục đổi quà ở đâu nhỉ
n? Máy tính bảng có cài được không vậy
n+ Trước hay lỗi nhưng bản này ổn rồi, tăng lên 5 sao
n+ Mới đầu hơi khó dùng, quen rồi thấy tiện
c- Trước dùng tốt mà giờ càng cập nhật càng tệ
c- hồi đầu cho 5 sao, giờ sửa xuống 1 sao vì quá nhiều lỗi
n+ Nói chung ổn, thi thoảng hơi chậm chút nhưng chấp nhận được
n+ 4 sao, trừ 1 sao vì hơi tốn pin thôi chứ tính năng quá đủ
c- 2 sao an ủi, tra cứu thì được còn thanh toán thì lỗi suốt
c- dung duoc nhung hay vang, dang nap tien ma vang la mat luon giao dich
n+ rat tot, nhanh va de su dung
n+ hai long ve dich vu, se gioi thieu ban be
c- qua te, khong bao gio tai lai
c- app nhu hach, vao lan nao loi lan do
n+ ngon lành cành đào
n+ xịn xò con bò
n+ Không có gì để chê
n+ chưa thấy lỗi chỗ nào, cho điểm tối đa
n+ Đỡ phải ra cửa hàng, thích lắm
n+ tốc độ mạng nhà lắp bên này ổn định suốt 2 năm
c- Wifi bên này lắp chưa được tháng đã hỏng modem
c- Đường truyền kém, tối nào cũng rớt vài lần
c- giá thì cao mà chất lượng thì thấp
c- Tiền nào của nấy, mà tiền cao của lại dở
n+ Giá rẻ, sóng khoẻ
n+ gói cước hợp túi tiền sinh viên
c- Gói cước đắt, dung lượng ít, hết là mạng đứng im
c- mua gói xong không dùng được, gọi thì không ai bắt máy
n+ gọi tổng đài được xử lý liền, bạn nữ nói nhỏ nhẹ
c- gọi tổng đài toàn nghe máy tự động
c- Tư vấn một đằng tính tiền một nẻo
c- nhân viên tư vấn sai, ra hoá đơn mới biết bị hớ
n+ Tư vấn thật lòng, không chèo kéo
n+ thợ lắp gọn, nói năng lễ phép
c- Thợ lắp xong bỏ dây lòng thòng trước cửa, gọi lại không quay lại
c- Đi dây xấu, khoan tường nứt, không một lời xin lỗi
n0 Lắp hôm thứ ba, gói 165k, hai cục wifi
n0 Mình dùng gói thường, nhà 40m2, 3 người xài
n0 đang dùng thử, dùng xong sẽ đánh giá lại
n0 chưa dùng nên chưa biết
n0 Cài thử xem sao
n0 3 sao, không khen không chê
n0 Như bao app nhà mạng khác
n0 Ai cần thì tải, không thì thôi
c- Bắt đăng nhập lại mỗi ngày, phiền không chịu được
c- Hiện thông báo liên tục kể cả lúc nửa đêm
c- Tắt thông báo rồi vẫn hiện
c- Cấp quyền truy cập danh bạ, vị trí đủ thứ mới cho dùng, đáng ngờ
c- Không hỗ trợ máy đời cũ, ông bà nhà tôi không dùng được
n+ Ông bà nhà mình cũng tự bấm được, quá hay
n+ Con gái tôi chỉ một lần là biết dùng, tiện thật
c- thanh toán báo thất bại nhưng ngân hàng vẫn trừ tiền
c- nạp 200k không vào, nhắn hỗ trợ 3 hôm chưa thấy trả lời
n+ nạp tiền nhầm số mà bên này hoàn lại ngay trong ngày, quá uy tín
n+ Bị trừ nhầm, gọi lên được cộng lại tiền sau 10 phút. Đáng khen
c- Chương trình khuyến mại ghi một kiểu, áp dụng kiểu khác
c- Vòng quay may mắn quay cả tháng chẳng trúng gì, lừa người dùng vào app
n+ quay trúng 5GB luôn, vui ghê
n+ săn được voucher cà phê miễn phí, hihi
c- Hệ thống bảo trì liên miên
c- cuối tháng cần đóng cước thì app sập
n+ Cuối tuần vẫn có người hỗ trợ qua chat, trả lời nhanh
c- chat với bot vòng vo, cần gặp người thật mà không cho
c- bot trả lời như vẹt
n+ Chatbot trả lời đúng thứ mình cần, bất ngờ đấy
c- Xem truyền hình trên app giật lag, tiếng một nơi hình một nẻo
n+ Xem bóng đá nét, không trễ mấy so với tivi
c- Mua gói phim rồi mà vẫn bắt xem quảng cáo
c- huỷ gói không có nút, phải gọi điện năn nỉ
n+ Huỷ gói dễ, bấm hai cái là xong, không làm khó khách
c- tự động gia hạn không báo, mất oan 99 nghìn
c- Sóng ở chung cư này như không có
n+ Ở hầm xe vẫn 4 vạch, phục
c- đi xe khách qua đèo là mất hút
n+ đi đèo đi núi vẫn xem được bản đồ
c- 5g gì mà chậm hơn 4g, hao pin nóng máy
n+ 5G bá đạo, tải phim 4K trong nháy mắt
n0 Máy mình chưa có 5G nên dùng 4G
n0 khu này mới có trạm phát sóng
c- nghe gọi rè rè, đầu bên kia nói không nghe được
n+ âm thanh cuộc gọi trong, nghe rõ
c- Gọi đi toàn báo bận trong khi máy bên kia đang rảnh
c- tin nhắn gửi 5 phút mới tới
c- quá nhiều cuộc gọi quảng cáo từ chính nhà mạng
c- spam ngày 3 tin khuyến mãi
n+ Từ ngày đăng ký chặn spam đỡ hẳn cuộc gọi làm phiền
n+ dịch vụ chuyên nghiệp
c- Dịch vụ thiếu chuyên nghiệp
c- Kém chuyên nghiệp, hứa rồi để đó
n+ Nói được làm được, hẹn 9h là 9h có mặt
c- hẹn sáng mà chiều mới tới, tới rồi bảo thiếu đồ nghề
c- lắp đặt chậm trễ, nộp tiền 10 ngày chưa có mạng
n+ nộp hồ sơ hôm trước hôm sau có mạng
c- Bảo hành rắc rối, đổ lỗi cho người dùng
n+ Modem hỏng được đổi mới miễn phí, không hỏi nhiều
c- đổi modem khác vẫn y như cũ, chập chờn
n+ đổi modem xong chạy vèo vèo
c- thu tiền thì nhanh, sửa thì lâu
n+ Sửa nhanh, thu tiền đúng hoá đơn
n+ Xài từ hồi đi học tới giờ có con vẫn chưa muốn đổi
n+ tin tưởng lựa chọn lâu dài
c> Xài hết tháng này là bỏ, quá chán
c> gỡ app, đổi nhà mạng luôn cho khoẻ
c> 10 năm gắn bó nhưng đành tạm biệt, không chịu nổi nữa
n+ Great service, staff speak English well
n+ Cheap data and strong signal everywhere we went
c- Terrible app, cannot log in with a foreign number
c- Customer service is useless, nobody replies
n0 The office is on the second floor of the mall
n+ nice
n+ ok, good
c- bad
c- so bad, waste of time
n+ 👍👍👍
n+ ❤️ rất thích
c- 😡 mạng như rùa
c- 👎👎
n0 Ok thì ok không thì thôi
n0 Tải về theo yêu cầu của cửa hàng
n0 Được nhân viên nhờ đánh giá nên vào đánh giá
n+ được bạn nhân viên hỗ trợ cài app, tận tình lắm nên đánh giá 5 sao
c- nhân viên ép khách cài app rồi tự bấm 5 sao cho mình, quá vô duyên
`;
