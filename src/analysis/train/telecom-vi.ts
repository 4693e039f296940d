/**
 * Vietnamese telecom posts written for this project, in the manner of forums, comments and app reviews; no real person or post.
 * Each line: `c` complaint or `n` none, then `-`, `0` or `+` for the sentiment, then the text.
 * A quarter of the lines is kept for measuring and never trained on (datasets.ts).
 */
export const telecomVi = `
c- Mạng 4G Viettel khu Hoàng Mai mấy hôm nay chập chờn, tối về xem phim toàn xoay vòng vòng
n0 Cho mình hỏi gói 4G nào của Vina dùng 1 tháng khoảng 100k vậy mọi người?
c- Tự nhiên bị trừ 15k mà không đăng ký dịch vụ nào cả, gọi tổng đài thì bắt chờ mãi
n+ Mình dùng FPT 5 năm nay rất ổn định, kỹ thuật hỗ trợ nhanh
c- tong dai bam mai khong gap duoc nguoi, cho 20 phut roi tu ngat may
n0 Viettel chính thức khai trương mạng 5G tại 63 tỉnh thành
c- Nâng cấp app xong không đăng nhập được luôn, cứ báo lỗi hệ thống
n+ 5G Viettel test được 600Mbps, nhanh kinh khủng
c- Sim mới mua 2 hôm đã bị khoá một chiều bảo chưa chuẩn chủ, trong khi ra cửa hàng đăng ký đàng hoàng
n0 Có ai dùng internet VNPT ở chung cư Linh Đàm không, cho mình xin review với
c- Net lag như rùa bò, chơi game ping 300, gọi kỹ thuật hẹn hoài không thấy tới
n0 Em cần chuyển mạng giữ số từ Mobi sang Viettel thì cần giấy tờ gì ạ
c- dm mang nhu cc, dong tien deu ma load cai face cung ko noi
n+ Nhân viên cửa hàng Trần Phú tư vấn nhiệt tình, làm lại sim 5 phút là xong, cảm ơn các bạn
c- Ngày nào cũng 5 6 cuộc gọi rác mời vay tiền, chặn số này lại số khác, nhà mạng không làm gì à
n0 bán sim số đẹp đầu 098 giá rẻ, ib em nhé
c- Mất mạng từ 7h sáng tới giờ, cả khu không ai dùng được, gọi báo hỏng thì tổng đài bận suốt
n0 Hôm nay 20% thẻ nạp Vina nha mọi người
c- Cước tháng này tự dưng tăng gấp đôi, hỏi thì bảo do phát sinh mà không giải thích phát sinh gì
n+ app dùng mượt, tra cước tiện, 5 sao
c- Đăng ký gói D90 hệ thống báo thành công, trừ tiền rồi mà không có data
n0 xin cú pháp kiểm tra dung lượng data còn lại của Mobifone với ạ
c- wifi FPT toi nao cung rot, keu ky thuat 3 lan van vay
n0 Mình đang phân vân giữa lắp mạng Viettel và FPT, nhà 4 người dùng
c- Chất lượng cuộc gọi càng ngày càng tệ, nói câu được câu mất
n+ Từ ngày chuyển sang Vina thấy sóng khoẻ hơn hẳn, về quê vẫn 4 vạch
c- Thái độ nhân viên ở điểm giao dịch Cầu Giấy quá kém, hỏi gì cũng gắt gỏng
n0 Thuê bao trả sau của Mobi có được tham gia chương trình tích điểm không nhỉ
c- Huỷ dịch vụ nhạc chờ 3 lần rồi mà tháng nào cũng bị trừ tiền, ăn cướp à
n0 Tìm mua cục phát wifi 4G đi du lịch Đà Lạt, anh em tư vấn giúp
c- truyền hình mytv cứ tới trận bóng là giật, đứng hình, xem bực cả mình
n+ Được tặng 10GB nhân dịp sinh nhật, cảm ơn nhà mạng nhiều
c- Báo hỏng internet 3 ngày rồi chưa ai tới sửa, công việc online đình trệ hết
n0 ai biết cách cài esim viettel trên iphone chỉ mình với
c- Ra nước ngoài đăng ký roaming xong vẫn không có mạng, về nước nhận bill 2 triệu
n0 Theo thống kê, số thuê bao di động băng rộng đạt 90 triệu trong quý này
c- Lừa đảo khách hàng, quảng cáo tốc độ 300 mà đo thực tế chưa được 50
n+ cskh gọi lại xử lý trong ngày, quá hài lòng
c- Nạp thẻ 100k mà tài khoản không cộng, hỏi cửa hàng đổ cho tổng đài, tổng đài đổ cho cửa hàng
n0 Khi nào thì tắt sóng 2G vậy mọi người, điện thoại cục gạch của bà mình có dùng được nữa không
c- moi sang ngu day thay mat 10k trong tai khoan, nhan tin kiem tra thi khong co dich vu gi
n0 Bảng giá cước mới áp dụng từ ngày 1/6 cho thuê bao trả trước
c- App My Viettel cập nhật xong chậm hẳn, mở lên trắng màn hình
n+ Gói MXH100 rẻ mà xài thoải mái, recommend nha
c- Sóng trong nhà yếu xìu, phải chạy ra ngoài đường mới nghe được điện thoại
n0 Mình cần tìm số hotline của Vietnamobile, ai có cho mình xin
c- Chán Vinaphone lắm rồi, tháng sau chuyển mạng cho lành
n+ Lắp mạng sáng đăng ký chiều có luôn, thợ vui vẻ gọn gàng
c- gọi lên tổng đài 198 thì đẩy qua đẩy lại 4 người không ai giải quyết
n0 Anh em cho hỏi modem này có hỗ trợ wifi 6 không
c- Tin nhắn quảng cáo gửi liên tục cả nửa đêm, đã soạn từ chối mà vẫn nhận
n+ 4g ở đây nhanh vãi, tải game 5 phút xong
c- Bị khoá 2 chiều trong khi vẫn còn tiền và còn hạn, liên hệ thì kêu chờ 48 tiếng
n0 tuyển cộng tác viên bán gói cước, thu nhập 10tr/tháng, liên hệ zalo
c- Mua sim du lịch mà tới nơi không kích hoạt được, nhân viên bảo chịu
n0 Mobi có gói nào gọi nội mạng miễn phí dưới 10 phút không các bác
c- Cáp quang đứt hoài, năm nào cũng đứt, tiền thì vẫn thu đủ
n+ Đánh giá công bằng thì VNPT quê mình ngon nhất, ít khi rớt mạng
c- dung 3 nam roi ma chua khi nao te nhu dot nay, mang cham kinh khung
n0 Sắp tới mình chuyển nhà thì thủ tục dời mạng internet thế nào nhỉ
c- Cửa hàng bắt mua gói 6 tháng mới cho hoà mạng, ép khách quá đáng
n+ Tổng đài viên nói chuyện dễ thương, giải thích rõ ràng
c- Không vào được app thanh toán, tiền trừ mà hoá đơn vẫn báo nợ
n0 Hướng dẫn cách chặn cuộc gọi rác trên Android và iPhone
c- game thì lag, youtube thì quay, cái mạng gì thế này viettel ơi
n0 so sánh 3 nhà mạng lớn: vùng phủ sóng, giá cước và tốc độ
c- Yêu cầu huỷ hợp đồng mà hẹn lần hẹn lữa cả tháng trời, vẫn tính cước
n+ Hoá đơn điện tử gửi đúng ngày, minh bạch, thích
c- Kênh K+ mất tín hiệu đúng lúc ngoại hạng anh, trả tiền để xem màn hình đen à
n0 Gói 5G150 của Viettel được bao nhiêu GB một ngày ạ
c- em dùng gói 120k mà mới nửa tháng báo hết dung lượng, trong khi ở nhà toàn wifi
n+ hehe đổi sang sim này xem tiktok cả ngày không hết data
c- Thủ tục rườm rà, đi lại 3 lần mới đổi được cái sim, mất cả buổi làm
n0 Hà Nội có bao nhiêu điểm giao dịch Mobifone làm việc chủ nhật?
c- Mạng kiểu này thì khách bỏ đi hết thôi, không hiểu kỹ thuật làm ăn kiểu gì
n+ Ưng nhất cái app mới, giao diện đẹp, nạp tiền được giảm 5%
c- Lỗi OTP không gửi về máy, không giao dịch ngân hàng được, quá bất tiện
n0 Camera wifi nhà mình kết nối 2.4G hay 5G thì ổn hơn mọi người
c- Chuyển mạng giữ số bị từ chối 4 lần với lý do vớ vẩn, giữ khách kiểu này à
n0 Thông báo: bảo trì hệ thống từ 0h đến 4h ngày 15, mong quý khách thông cảm
c- ko hiu sao dk goi roi ma van tru tien ngoai goi, mat 50k oan
n+ ok phết, giá đó thì không chê được
c- Gọi video giật tung chảo, họp online mà cứ out ra out vào, mất mặt với khách
n0 Nhà em ở Củ Chi nên lắp mạng nào ạ, em làm việc ở nhà
c- Bảo 24h có người liên hệ, giờ 5 ngày rồi vẫn im lặng
n+ Nhờ anh kỹ thuật tên Nam mà mạng nhà mình chạy ngon lại, cảm ơn anh
c- wtf, hết ưu đãi mà không nhắn báo, trừ sạch 200k trong tài khoản chính
n0 Vietnamobile sẽ phủ sóng thêm 5 tỉnh miền Tây trong năm nay
c- Nhân viên lắp đặt đòi thêm tiền bo, không đưa thì mặt nặng mày nhẹ
n+ xài ổn, chưa gặp lỗi gì
c- Bản mới của ứng dụng toàn quảng cáo, mở tra cước thôi mà bấm tắt 3 4 lần
n0 khi nao co dot khuyen mai nap the tiep theo vay moi nguoi
c- Sóng 5G hiện trên máy cho đẹp chứ tốc độ thua cả 3G
n0 Mình muốn đăng ký gói cho con học online thì chọn gói nào
c- 2 tuan nay mang nha minh cu 8h toi la mat, bao tong dai thi bao binh thuong
n+ Thích nhất là vụ tích điểm đổi quà, hôm qua đổi được ly trà sữa
c- Đề nghị nhà mạng hoàn lại tiền cho tôi, tôi không hề sử dụng dịch vụ này
n0 modem viettel tặng đổi mật khẩu wifi ở đâu vậy ae
c- Thất vọng vô cùng với cách xử lý khiếu nại của Mobifone
n+ mạng tốt, giá hợp lý, nhân viên thân thiện
c- Nghe bảo miễn phí lắp đặt, tới nơi đòi 300k, hỏi thì nói chính sách mới
n0 Cáp quang biển AAG sẽ được sửa xong vào ngày 20 tháng này
c- Cứ trời mưa là rớt mạng, gọi kỹ thuật bảo do thời tiết, nghe mà nản
n0 Trả góp iPhone kèm gói cước của nhà mạng có lợi không các bác
c- Bấm huỷ gia hạn rồi mà hệ thống vẫn tự gia hạn, trừ hơn trăm nghìn
n+ Lâu lắm mới thấy một nhà mạng chăm sóc khách có tâm như vậy
c- App lag, crash liên tục, 1 sao không hơn
n0 Em mới lên đại học, sim sinh viên của Viettel mua ở đâu vậy ạ
c- đăng kí chính chủ online hoài không được, cứ báo ảnh mờ, chụp chục lần rồi
n0 Quảng cáo bảo 5G phủ 90% dân số, để xem thực tế sao
c- Ở trung tâm quận 1 mà sóng chập chờn như vùng núi, chịu
n+ mng nen dung goi V120 nhe, ngon bo re
c- khách hàng 10 năm mà bị đối xử vậy đó, không bao giờ quay lại
n0 Đổi sim 3G lên 4G có mất phí không, mất bao lâu ạ
c- Tivi box của nhà mạng mở app nào cũng văng, đổi 2 cái rồi vẫn thế
n+ Đợt này mạng cải thiện rõ, chơi liên quân ping 20 xanh lè
c- nhắn tin thông báo nợ cước trong khi tôi đã đóng từ đầu tháng, làm ăn tắc trách
n0 Số tổng đài của FPT là 19006600 nhé bạn
c- Hơn 1 tiếng rồi không gọi được cho ai, báo không có tín hiệu, tổng đài thì im re
n0 Review nhanh các gói data không giới hạn dung lượng hiện nay
c- bực mình thật sự, gọi 5 cuộc thì 3 cuộc rớt giữa chừng
n+ Trời ơi sim giá 0 đồng mà data nhiều thế này, quá đã
c- Thanh toán cước qua app bị trừ 2 lần, phản hồi 1 tuần chưa ai trả lại
n0 Mình bên vinaphone đây, bạn cần tư vấn gói cước thì để lại số điện thoại nhé
c- Tôi sẽ gửi đơn lên Bộ Thông tin và Truyền thông nếu không giải quyết dứt điểm
n0 anh em dùng wifi mesh loại nào cho nhà 3 tầng
c- Mạng mẽo chán chẳng buồn nói
n+ Chưa bao giờ phải phàn nàn gì về đường truyền ở đây
c- dang lam viec thi rot mang, mat het du lieu chua kip luu, ai den cho toi
n0 Nhà mạng nào có gói gia đình dùng chung data vậy
c- Cả xóm mất sóng Mobi từ hôm qua, không một lời thông báo
n+ Mình hài lòng vì khiếu nại được giải quyết trong 1 ngày
c- Trải nghiệm tệ hại: chờ 40 phút ở cửa hàng rồi được bảo hệ thống lỗi mai quay lại
n0 Lịch bảo trì trạm phát sóng tuần này ở Thủ Đức
c- data chạy nhanh bất thường, chả dùng gì mà bay 3GB một buổi sáng
n0 viettel hay vinaphone phủ sóng tốt hơn ở Hà Giang vậy mn
c- Gói cước bị cắt ưu đãi mà không báo trước, coi thường người dùng
n+ Wifi 6 chạy full 1Gbps, đáng đồng tiền bát gạo
c- Có mỗi việc đổi mật khẩu mà app bắt xác thực mặt không bao giờ nhận
n0 Tặng bạn mã giảm 50k khi lắp mạng FPT tháng này
c- tôi cần gặp quản lý, 3 lần phản ánh không ai giải quyết
n0 Cách soạn tin đăng ký gói ngày 5k của Vina?
c- Đường truyền quốc tế ban đêm coi như không, zoom với khách nước ngoài không nổi
n+ Cảm ơn nhà mạng đã khôi phục liên lạc nhanh sau bão
c- Mất số đã dùng 12 năm chỉ vì quên nạp thẻ, không một tin nhắn cảnh báo
n0 Mọi người có nhận được tin nhắn cập nhật thông tin thuê bao không, thật hay giả vậy
c- kiem tra lai giup so thue bao cua toi sao bi tru tien lien tuc
n+ thấy viettel dạo này ổn hơn hẳn mobi
c- Wifi nhà mình đèn LOS đỏ từ tối qua, nhờ bên kỹ thuật qua xem giúp gấp
n0 Hợp đồng internet 12 tháng đóng trước thì được tặng mấy tháng
c- quảng cáo thì hay lắm, lắp xong bỏ mặc khách
n0 Thông tin về việc chuẩn hoá thuê bao xem tại trang web chính thức
c- Nói thật là không đáng một xu, tháng nào cũng có chuyện
n+ Mới chuyển sang gói mới, nhanh gấp đôi mà rẻ hơn 20k, quá ngon
c- Sao nhắn tin lên fanpage 2 ngày không ai rep vậy admin
n0 Bạn vào mục cài đặt, chọn mạng di động rồi bật chuyển vùng dữ liệu là được
c- Tôi đi công tác Nhật, gói chuyển vùng 10 ngày mà ngày thứ 2 đã bị ngắt
n0 cần thanh lý modem fpt dùng 6 tháng giá 200k
c- cái app cùi bắp, xoay cái màn hình cũng văng
n+ khá ổn so với mức giá, sẽ gia hạn tiếp
c- Điện thoại báo chỉ cuộc gọi khẩn cấp suốt từ sáng, sim Vina của ai bị vậy không
n0 Giá cước 5G của ba nhà mạng chênh nhau bao nhiêu
c- Mạng với chả mẽo, thi online mà rớt giữa chừng, ai chịu trách nhiệm đây
n+ Đang ở Phú Quốc sóng căng đét, gọi video nét căng
c- Chế độ hậu mãi như không, modem hỏng bắt khách tự mua
n0 Hỏi ngu tí: sim trả trước không nạp tiền bao lâu thì bị cắt
c- Chưa hết tháng mà đã nhắn nạp thêm tiền, cước kiểu gì đắt vậy trời
n0 Mobifone công bố doanh thu quý 3 tăng 5% so với cùng kỳ
c- tong dai noi chuyen cut ngun, hoi chua xong da dap may
n+ 10 điểm cho bạn tư vấn viên ca tối qua, kiên nhẫn vô cùng
c- Tự ý đăng ký dịch vụ cho khách rồi trừ cước là sao, giải thích đi
n0 Ai đang dùng gói doanh nghiệp của VNPT cho ý kiến với
c- mình ở Bình Dương, mạng 3 ngày nay upload không nổi tấm hình
n0 Từ tháng sau thuê bao phải cập nhật căn cước gắn chip nhé
c- Viettel ơi bao giờ mới có sóng cho bà con thôn tôi, đề xuất 2 năm rồi
n+ Rất đáng tiền, mọi người nên thử
c- Ghét nhất cái kiểu gọi mời đổi gói liên tục giờ nghỉ trưa
n0 Thay sim khi đang ở nước ngoài thì làm thế nào ạ
c- Hoá đơn sai, gọi 4 lần vẫn chưa sửa, tôi sẽ ngừng thanh toán
n0 Tối nay trên kênh thể thao có trận nào không nhỉ
c- lắp camera của nhà mạng mà hôm được hôm không, báo sửa thì im
n+ Mình xài sim này chỉ để nghe gọi, sóng tốt, không ý kiến
c- Cần lắm một lời xin lỗi từ nhà mạng sau sự cố hôm qua
n0 Khuyến mãi 50% thẻ nạp chỉ áp dụng cho thuê bao nhận được tin nhắn
c- Sms brandname ngân hàng không nhận được, do nhà mạng chặn hay sao mà hỏi không ai biết
n+ mạng ngon, khen thật lòng chứ không phải seeding
c- đổi gói cước dễ như ăn kẹo, huỷ gói thì khó hơn lên trời
n0 Đang dùng gói cũ, muốn lên gói 200Mbps thì liên hệ ai
c- Hay quá cơ, đóng tiền nguyên năm để ngồi nhìn đèn đỏ nhấp nháy
n+ Nghe mọi người chê nhưng mình dùng thấy bình thường, thậm chí nhanh
c- Ưu đãi chỉ dành cho thuê bao mới, khách cũ trung thành thì bị bỏ rơi
n0 Nay ra cửa hàng nhớ mang theo căn cước công dân bản gốc nha
c- Tuyệt vời ghê, chuyển sang 5G xong máy báo không có dịch vụ cả ngày
n- Buồn quá, rớt mất cái điện thoại xuống hồ rồi
n- Trời mưa to, đường ngập, kẹt xe chán ghê
n- Nghe tin bão về miền Trung mà thương bà con
n- Sợ nhất mấy vụ lừa đảo giả danh công an, mọi người cẩn thận
`;
