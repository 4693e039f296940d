/**
 * Vietnamese comments and questions to operators written for this project, as pages, groups and forums have them; no real person or post.
 * Lines as in telecom-reviews.ts.
 */
export const telecomComments = `
n? Ad ơi cho em hỏi gói nào gọi nội mạng rẻ nhất vậy ạ
c- Ad ơi bao giờ mới xử lý cho tôi, hứa từ đầu tuần rồi đấy
n! Ad check tin nhắn giúp em ạ
n! ib mình tư vấn lắp mạng khu Gò Vấp nha
n! Chấm. Tư vấn giúp em gói cho 2 máy
n? giá sao shop
n? Còn áp dụng cho thuê bao cũ không bạn
n? 1 tháng bao nhiêu tiền vậy ạ
n? cú pháp huỷ gói là gì mọi người
n? Sao để biết mình đang dùng gói gì nhỉ
n? lam sao de kiem tra con bao nhieu tien trong tai khoan
n? ai ranh chi minh cach cat nhac cho voi
n? Modem để tầng 1 thì tầng 4 có bắt được không các bác
n? Mua thêm cục mesh của hãng ngoài gắn vào được không
n? Chuyển trọ thì mang modem theo rồi báo tổng đài hay sao
n? Sinh viên năm 2 có được đăng ký gói ưu đãi không ạ?
n? Em ở nước ngoài muốn giữ số ở Việt Nam thì nạp bao nhiêu mỗi tháng
n? mất căn cước thì làm lại sim kiểu gì ạ
n? Cho em hỏi nhận được tin báo nâng cấp lên 5G thì có phải đổi sim không
n? Có ai bị giống mình không, vừa nhận tin nhắn chúc mừng trúng thưởng, thật hay lừa đảo vậy
n? Máy báo "sim không hợp lệ" thì xử lý sao các bác
n? tự nhiên máy mất 4G chỉ còn H+, chỉnh ở đâu nhỉ
n? mạng nhà các bác hôm nay có bình thường không
n? Khu Tân Phú nhà ai dùng VNPT cho em hỏi tối có ổn không
n? Cước phát sinh 12k này là gì vậy ad
n? Sao tháng này hoá đơn em cao hơn tháng trước 20k vậy ạ
n? Đóng trước 6 tháng thì được tặng thêm không
n? Gói này hết data thì còn dùng mạng tốc độ thấp không hay ngắt luôn
n? bên mình có làm việc thứ bảy không
n? Muốn đổi số đẹp thì mất phí bao nhiêu
n? Mình nghe nói sắp tăng giá cước, có đúng không mọi người
n? đi Singapore 3 ngày mua esim hay roaming rẻ hơn
n? gói roaming đăng ký ở VN trước hay qua bên đó mới đăng ký
n? chặn thuê bao làm phiền thì soạn tin gì
n? App báo có phiên bản mới mà kho ứng dụng chưa thấy, do đâu nhỉ
n? Có cách nào xem được ai đứng tên số này không
n! Nhờ ad hỗ trợ em huỷ dịch vụ MCA, em không rành
n! Kiểm tra giúp em thuê bao đuôi 345 còn ưu đãi không ạ
n! Cho em đăng ký khảo sát lắp mạng ở hẻm 12 với
n! Bên mình cho kỹ thuật qua dời cục wifi giúp nhà em, dời lúc nào cũng được
n! Xin gửi lại mã PUK vào email giúp mình
n! em muốn đổi tên wifi với mật khẩu, nhờ anh chị hướng dẫn
n! Cho mình xin file hợp đồng bản mềm nhé
n! Mở giúp em chuyển vùng quốc tế, mai em bay rồi
n! Viettel ơi mở thêm điểm giao dịch ở thị trấn em đi, bà con đi xa quá
n! Mobi làm thêm gói cho người già gọi nhiều ít dùng mạng nhé
n! đề nghị nhà mạng có gói 1 ngày cho máy tính bảng
n! goi lai cho minh tu van goi cap quang nhe
n! Nhờ các bạn xác nhận giúp mình đã nhận được thanh toán chưa
n! Vui lòng xuất hoá đơn cho công ty theo thông tin mình vừa gửi
n! Cắt giúp em số phụ, số này em không còn nhu cầu nữa, cảm ơn ạ
c- Nhắn mười tin chưa thấy ai rep, page để trưng à
c- Trả lời comment thì nhanh mà giải quyết thì không
c- "Bạn vui lòng inbox", inbox xong im luôn
c- Ad cứ copy câu trả lời dán vào, có đọc khách nói gì đâu
c- Đừng xin lỗi nữa, sửa mạng đi
c- Sửa đi rồi hãy quảng cáo
c- quảng cáo 5G làm gì trong khi 4G còn không có mà dùng
c- khu tui 4g còn chưa xong nói gì 5g
c- Tui ở ngay trung tâm huyện mà phải leo lên sân thượng bắt sóng nè
c- Nhà mạng nói đang nâng cấp mà nâng cấp từ năm ngoái tới giờ
c- nâng cấp gì mà càng nâng càng chậm
c- Đường truyền kiểu này học online sao được, con em bị cô nhắc hoài
c- dang thi ma rot mang, ai den diem cho con toi
c- Livestream bán hàng mà đứt liên tục, mất khách mất đơn
c- Cả công ty ngồi chơi vì mạng, thiệt hại ai chịu
c- Camera nhà mất kết nối hoài vì wifi, lắp camera như không
c- mang yeu qua nha mang oi
c- mang lag qua choi game khong noi
c- sóng lúc có lúc không, gọi cho người nhà toàn thuê bao
c- Số mình toàn bị báo thuê bao trong khi máy vẫn mở
c- Người ta gọi không tới, tới lúc mở máy thì có 12 tin báo cuộc gọi nhỡ
c- mất mấy mối làm ăn vì cái sóng này
c- Đăng ký gói 30 ngày mà 20 ngày đã bắt gia hạn
c- Đang dùng thì data báo hết, tra ra mới xài có một nửa
c- ngủ một giấc dậy bay sạch data
c- Tự nhiên có dịch vụ lạ trong máy, mỗi ngày trừ 3 nghìn
c- trừ tiền như ăn cướp giữa ban ngày
c- Nạp bao nhiêu cũng hết, như thùng không đáy
c- Trả lại tiền cho tôi
c- tra tien day
c- Bồi thường đi chứ xin lỗi suông
c- Gửi đơn khiếu nại tháng trước, tháng này vẫn "đang xác minh"
c- Mã sự cố cấp rồi mà bên kỹ thuật bảo không nhận được
c- tổng đài đổ kỹ thuật, kỹ thuật đổ kinh doanh, kinh doanh tắt máy
c- Bấm phím theo hướng dẫn 5 lần vòng về chỗ cũ
c- tong dai tinh tien ma bat cho nghe nhac
c- bảo tắt modem bật lại, tắt bật cả tuần rồi
c- câu thần chú: anh tắt nguồn 5 phút rồi bật lại giúp em
c- Kỹ thuật tới ngó một cái rồi đi, mạng vẫn chết
c- hẹn lên hẹn xuống, nghỉ làm ở nhà đợi mà không ai đến
c- Đổi địa chỉ mà bắt đóng thêm 500k, vô lý
c- Huỷ hợp đồng thì đòi phạt, mạng kém thì không ai đền
c- Khách mới được giảm, khách cũ trả giá cao, công bằng ở đâu
c- Ký 12 tháng xong là hết được quan tâm
c- nhân viên kinh doanh lấy tiền xong chặn số
c- Sale tư vấn lố, bảo không giới hạn mà có giới hạn
c- gọi mời chào ngày 4 lần, từ chối vẫn gọi
c- Ai cho phép đưa số của tôi cho bên bảo hiểm gọi?
c- Chặn số này mọc số khác, nhà mạng cấp sim rác vô tội vạ
c- cập nhật thông tin 3 lần mà vẫn doạ khoá số
c- Khoá số không báo trước, cả ngày không liên lạc được ai
c- Mẹ tôi 70 tuổi bắt lên tận huyện chụp ảnh, có nhân văn không
c- Thu thập khuôn mặt, căn cước đủ cả rồi để lộ, bực
c- Chuyển mạng bị ngâm hồ sơ 2 tuần, giữ khách kiểu tiểu nhân
c- K+ nhà tôi mất tiếng, gọi báo thì bảo do tivi
c- Truyền hình đứng hình đúng pha ghi bàn, cay
c- đầu thu khởi động mất 10 phút, đồ cổ à
c- Sang Hàn mà không có sóng, gọi về hỗ trợ thì tính cước quốc tế
c- Bật roaming có 5 phút mất nửa triệu
c- Sự cố cả ngày mà page im thin thít
c- cả phường mất mạng từ chiều, không một thông báo
c- Mất internet 2 ngày, 2 ngày đó có trừ cước không?
c- Bao giờ có mạng lại vậy trời, từ sáng tới giờ rồi
c- Hỏi thật là nhà mạng có đọc phản ánh không?
c- Sao gọi 18001166 không ai nghe máy vậy?
c- Tại sao tôi phải trả tiền cho dịch vụ tôi không dùng?
c- mang gi ma ky vay, dang xem thi dung hinh
c- Có mỗi việc đổi chủ sở hữu mà hành dân 4 lần
c- ủa alo, tiền thu mà mạng đâu?
c- Alo nhà mạng ơi, còn sống không
c- thề là bực, cứ mưa là mất mạng
c- Chán chả buồn nói
c- hết thuốc chữa
c- không biết nói gì hơn, thất vọng
c- xem lại cách làm việc đi
c- đề nghị xem lại thái độ nhân viên chi nhánh này
c> Mai chuyển qua Viettel, chào thân ái
c> cho hỏi thủ tục chấm dứt hợp đồng, chịu hết nổi rồi
c> Đã bẻ sim, dứt tình
c> Vừa ký lắp bên FPT, tạm biệt đường truyền rùa
c> nhà mình cắt rồi, qua nhà khác rẻ hơn mà nhanh hơn
c> Không giải quyết trong tuần này tôi ngưng sử dụng toàn bộ 5 thuê bao
c> Cả công ty tôi sẽ chuyển sang mạng khác
c> Cho tôi xin mã chuyển mạng, dùng không nổi nữa
c> bo vina qua mobi duoc thang nay, nhe ca dau
c> Tôi đã đăng ký chuyển mạng giữ số, khỏi gọi năn nỉ
c> thôi bye, lắp wifi hàng xóm dùng chung còn hơn
c> Hết hạn hợp đồng là trả modem liền
n+ Đã nhận được tiền hoàn, cảm ơn ad xử lý nhanh
n+ ok ad, được rồi, cảm ơn nha
n+ Rep nhanh ghê, cho 10 điểm
n+ Cảm ơn anh kỹ thuật khu vực Thanh Khê, trời mưa vẫn tới sửa
n+ mình dùng gói này 1 năm rồi, quá ổn
n+ Khen thật: tổng đài dạo này bắt máy nhanh
n+ Mạng khu mình giờ ngon rồi nha bà con
n+ Gia đình em xài từ 2012, chưa có ý định đổi
n+ 4 sim trong nhà đều của bên này vì sóng phê
n+ gói 5k ngày này cứu mình bao lần, yêu
n+ khong ngo o dao ma song van cang, thich
n+ ki thuat vien de thuong, sua xong con chi cach dat modem
n+ Nhờ có esim mà mất máy vẫn lấy lại được số nhanh, tiện quá
n+ Được bạn ở quầy gợi ý gói rẻ hơn gói mình định mua, có tâm ghê
n+ Chưa bao giờ thất vọng với bên này
n+ Hôm qua báo hỏng 8h tối, 9h đã có người tới, nể
n+ Xem cúp C1 không giật giây nào, đã
n+ Roaming qua Campuchia mượt như ở nhà
n0 Dạ em chào anh chị, em bên bộ phận kinh doanh khu vực ạ
n0 Anh chị lắp mạng tháng này được tặng 1 tháng cước nha
n0 inbox mình làm sim số đẹp giá tốt
n0 Mình đang dùng gói cũ 165k
n0 Nhà mình mạng VNPT, trọ mình thì FPT
n0 Mai ra đổi sim xem thế nào
n0 @Lan vào đây nè
n0 hóng
n0 lên
n0 Bạn soạn TC gửi 191 để tra nhé
n0 Theo mình bạn vào cài đặt mạng rồi chọn lại APN
n0 Bạn ra điểm giao dịch mang căn cước là đổi được
n0 cái này do máy chứ không phải do mạng đâu
n0 cáp đứt chờ sửa thôi, bên nào cũng vậy
n0 mình thấy bên nào cũng có chỗ được chỗ chưa được
n0 Giá các gói cước trên web ghi rõ mà bạn
n0 Nhớ lưu lại số hợp đồng để khi cần báo nhé
n0 Từ tháng 7 xã mình đổi tên, hợp đồng vẫn giữ nguyên không cần sửa
n0 Tìm người chung gói gia đình, còn trống 2 chỗ
n0 Cần sang nhượng lại modem và 3 tháng cước, giá 300k
n0 Mình có bài viết so tốc độ mạng ở bình luận đầu nhé
`;
