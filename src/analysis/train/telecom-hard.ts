/**
 * Vietnamese posts on operators that are easily read wrongly, written for this project: sarcasm, praise in words of blame, comparisons,
 * news, warnings, advertising, posts on other things; no real person or post. Lines as in telecom-reviews.ts.
 */
export const telecomHard = `
c- Giỏi thật, đóng cước trễ một ngày là cắt liền, còn mạng hỏng ba ngày thì cứ từ từ
c- Xin chúc mừng nhà mạng đã giúp tôi bỏ thói quen lướt điện thoại, vì có vào được đâu mà lướt
c- Tốc độ bàn thờ, à nhầm, tốc độ bàn đạp
c- Nhờ mạng nhà mà tôi rèn được tính kiên nhẫn
c- Trả tiền tháng để được ngắm cái vòng tròn xoay, nghệ thuật thật sự
c- Sóng khoẻ tới mức phải ra tận đầu ngõ mới gặp được nó
c- Phục vụ 24/7: 24 giờ không bắt máy, 7 ngày không tới sửa
c- Cảm ơn vì đã trừ tiền đúng giờ, chỉ mong mạng cũng đúng giờ như vậy
c- Mạng nhanh như tên bắn, mỗi tội là mũi tên giấy
c- vip thật, khách vip thì được chờ lâu hơn khách thường
c- đỉnh của chóp, nạp 100 còn 0
c- hay ghê ha, gói không giới hạn mà cuối tháng nhắn tin bảo vượt giới hạn
c- Công nghệ tương lai: app mở bằng niềm tin
c- Rất hài lòng, hài lòng tới mức khóc luôn, 3 ngày không internet
c- Quý khách là thượng đế, thượng đế chờ máy 40 phút nhé
c- Thật tuyệt khi thức dậy và thấy tài khoản âm
c- Nhân viên thân thiện quá, thân thiện tới nỗi cười vào mặt khách
c- Ơn giời, hôm nay mạng có được 10 phút
c- mạng êm lắm, êm ru, nằm im luôn không nhúc nhích
c- xịn quá cơ, gọi video mà như xem ảnh tĩnh
c- Uy tín quá, hứa 2 tiếng mà 2 ngày
c- Nghe quảng cáo sướng tai, dùng thật thì đau đầu
c- Tưởng gì, 5G mà mở cái bản đồ còn thua hỏi đường
c- Cái vạch sóng chắc để trang trí
c- thế mà cũng dám nhận giải nhà mạng tốt nhất
c- Lắp wifi về để lấy chỗ đặt cục modem cho đẹp nhà
c- đứt cáp lần thứ mấy trong năm rồi, cá mập nhà ai nuôi thế
c- mình mà có tiền mình lắp luôn trạm phát cho rồi, chờ nhà mạng tới tết công gô
c- Chắc phải thắp nhang mới có 4G
c- con rùa đi từ nhà tui ra chợ còn nhanh hơn tải cái hình
c- Dùng được đúng lúc không cần dùng
c- Hỏi 4 nhân viên ra 4 câu trả lời, chọn câu nào đây?
c- Bao giờ tôi gọi tổng đài cũng đúng lúc "tất cả điện thoại viên đều bận"
c- Tiền cước thì 5 sao, chất lượng thì khách sạn ngàn sao
c- mua 1 tặng 1: mua gói cước tặng cục tức
c- khuyến mãi 50% giá trị, 100% bực mình
n+ Khổ ghê, mạng nhanh quá cày phim tới 3h sáng, mai sao dậy nổi
n+ Ghét cái app này, tiện quá làm mình lười ra cửa hàng
n+ Trời ơi tốn data kinh khủng, mà gói này xài hoài không hết mới ghê
n+ Đang tính chuyển mạng mà thấy gói này rẻ quá lại thôi
n+ Trước chê lên chê xuống, giờ phải quay lại xin lỗi nhà mạng
n+ Không phải seeding chứ mạng này mà chê nữa thì chịu
n+ chửi oan nhà mạng rồi, hoá ra do dây nhà mình chuột cắn, thợ tới nối miễn phí
n+ Bão to thế mà sóng không mất phút nào, nể thật
n+ Mất điện cả xóm mà 4G vẫn chạy, cứu tinh
n+ Lúc đầu không tin, dùng thử ai ngờ mê luôn
n+ không một lần rớt suốt chuyến đi, khác hẳn mọi năm
n+ hết cảnh chạy ra sân hứng sóng rồi bà con ơi
n+ hết bị trừ tiền linh tinh từ khi dùng gói này, an tâm
n+ Không còn lag nữa, đổi kênh wifi theo lời bạn kỹ thuật là êm
n+ bạn tổng đài bị mình mắng oan mà vẫn nhẹ nhàng, thấy có lỗi ghê
n+ tưởng bị lừa ai dè tặng thật 20GB
n+ Bao nhiêu năm chê, nay có trạm mới đành rút lại lời
n+ Ai nói sao chứ nhà tôi dùng 6 năm chưa hỏng lần nào
n+ Viettel hơn Vina ở chỗ lên núi vẫn có sóng
n+ Vina khu mình ngon hơn Viettel nhiều, ai phân vân thì chọn Vina
n+ đổi từ FPT qua VNPT thấy chơi game đỡ giật hẳn, quyết định đúng
n+ so ra thì Mobi chăm khách tốt nhất trong ba ông
n+ Sim iTel rẻ mà xài chung sóng Vina, quá hời
n+ Bỏ Viettel qua Mobi cái thấy đời tươi sáng, gọi đâu cũng nghe
c- Dùng Mobi mà đi đâu cũng phải mượn wifi của đứa dùng Viettel
c- Viettel thì bắt máy liền còn VNPT gọi cả buổi không ai nghe
c- Thấy người ta dùng mạng khác mà thèm
c- biết vậy lắp bên kia cho rồi, tin quảng cáo làm gì
c- Ba nhà mạng như nhau cả, bên nào cũng trừ tiền vô tội vạ
c- Bên FPT hỏng là có người liền, VNPT nhà tôi đợi dài cổ
c- đổi 3 nhà mạng vẫn không thoát kiếp mạng lag
c- Cùng giá đó bên kia cho 4GB, bên mình cho 1GB, bèo nhèo
n? Dùng Viettel mà hay mất sóng trong thang máy thì có cách nào khắc phục không các bác
n? Mạng chậm thì nên kiểm tra dây hay gọi kỹ thuật trước nhỉ
n? Nếu bị trừ tiền sai thì khiếu nại ở đâu vậy ạ
n? Cho em hỏi muốn cắt hợp đồng trước hạn thì phí bao nhiêu ạ
n? Vina với Mobi ai phủ sóng đảo tốt hơn
n? Chuyển qua Viettel giữ số có mất gói đang dùng không
n? Có nên lắp thêm bộ kích sóng không, nhà mình tường dày
n? Nghe nói app mới hay bị lỗi, ai cập nhật rồi cho ý kiến với
n? Modem nóng quá có sao không ta
n? nên khiếu nại qua app hay ra quầy thì nhanh hơn ạ
n? cái tin nhắn báo nợ cước này có phải giả mạo không mọi người
n? Đứt cáp thì bao lâu sửa xong vậy ad
n? ping 30 chơi game là cao hay thấp vậy
n? Sim để lâu không dùng có bị thu hồi không
n! Báo giúp nhà mạng: dây cáp trước số 8 Lý Thường Kiệt bị trùng xuống đường, cho người ra buộc lại nhé
n! Mình lỡ xoá tin nhắn kích hoạt, gửi lại giúp mình với
n! lỡ tay đăng ký nhầm gói, huỷ giúp em chưa phát sinh gì hết ạ
n! Nhờ khôi phục giúp em mật khẩu app, em đổi máy mới
n! Em quên thanh toán nên bị cắt, giờ đóng rồi nhờ mở lại giúp em
n! Mong nhà mạng lắp wifi công cộng ở bến xe cho bà con
n0 Hôm nay trạm bảo trì từ 0h tới 5h, mạng có thể gián đoạn
n0 Sự cố cáp quang biển APG ảnh hưởng lưu lượng đi quốc tế, dự kiến khắc phục cuối tháng
n0 Công an phường nhắc bà con không đọc mã OTP cho người lạ tự xưng nhân viên nhà mạng
n0 Cảnh báo: tin nhắn giả mạo nhà mạng báo khoá sim, đừng bấm vào link
n0 Lưu ý khi dùng roaming: tắt dữ liệu nền để khỏi phát sinh cước
n0 Mẹo tăng tốc wifi: đặt modem giữa nhà, tránh lò vi sóng
n0 Bộ yêu cầu các nhà mạng xử lý sim rác trước cuối năm
n0 Nhà mạng bị phạt 85 triệu vì vi phạm quản lý thuê bao
n0 Báo cáo: khiếu nại về cước giảm 12% so với năm trước
n0 Tốc độ 5G trung bình tháng 6 đạt 340 Mbps theo đo kiểm
n0 Viettel, VNPT, MobiFone ký thoả thuận dùng chung cột
n0 Khai trương cửa hàng mới tại ngã tư, 100 khách đầu tiên có quà
n0 Ra mắt gói cước cho người cao tuổi từ 50 nghìn một tháng
n0 Hội nghị khách hàng diễn ra sáng qua tại Cần Thơ
n0 Cổ phiếu nhóm viễn thông tăng mạnh phiên sáng
n0 VNPT tuyển kỹ thuật viên tại Long An, nộp hồ sơ trước ngày 20
n0 Kéo cáp sâu 3m, đội thi công làm đêm
n0 Trạm này đặt trên nóc nhà văn hoá từ 2019
n0 Ngày xưa xài sim 11 số, giờ đổi hết rồi
n0 hồi đó nghe nhạc chờ là mốt đấy
n0 Lớp mình ai có wifi thì bật lên tải bài nhé
n0 LẮP MẠNG SIÊU TỐC chỉ từ 165k/tháng, tặng modem 2 băng tần, gọi ngay 09xx
n0 Nhận đăng ký gói data các mạng giá sỉ, chiết khấu cao cho cộng tác viên
n0 Sim ngũ quý tam hoa lộc phát, bao sang tên toàn quốc
n0 Kéo tương tác fanpage, tăng theo dõi giá rẻ uy tín
n0 Hỗ trợ vay theo sim, chỉ cần số điện thoại, duyệt trong 5 phút
n0 Kiếm 500k mỗi ngày chỉ với điện thoại có mạng, nhắn mình chỉ cách
n0 Nạp thẻ game chiết khấu 20%, zalo shop
n0 tối nay mưa to quá, ở nhà nấu mì xem phim
n0 Đường về quê kẹt cứng từ trạm thu phí
n0 mạng nhện giăng đầy góc nhà, nay tổng vệ sinh
n0 sống mạng ảo ít thôi, ra ngoài chơi đi
n0 cư dân mạng tranh cãi về giá bát phở
n0 Bán nhà mặt tiền, gần trường, chợ, sổ hồng riêng
n0 Lịch thi đấu vòng 12 tối nay nha anh em
n0 Trận tối qua trọng tài bắt chán quá
n- Kẹt xe hai tiếng đồng hồ, mệt rã rời
n- Rớt môn rồi, buồn muốn khóc
n- Vừa bị móc túi ngoài chợ, mất cả ví
n- Nhớ người yêu cũ, nghe bài này xong khóc luôn
n- Hàng xóm hát karaoke tới nửa đêm, mệt ghê
n- Giao hàng làm vỡ hộp, hàng bẹp dúm
n+ Cuối tuần đi biển về vui quá trời
n+ Phim mới hay dã man, diễn viên đóng đạt
n+ Chúc mừng đội nhà, đá quá hay
n+ quán bún đầu ngõ ngon mà rẻ
c- Mạng chậm. Chấm hết.
c- Không có mạng = không có lương, nhà mạng hiểu không
c- vẫn chưa có gì, ngày thứ 5
c- lại nữa
c- lại mất rồi, hôm qua mới kêu sửa xong
c- như cũ, chả khá hơn
c- đóng đủ tiền, dùng một nửa
c- 7 lần gọi, 7 người khác nhau, kể lại từ đầu 7 lần
c- đèn đỏ từ hôm kia
c- 0.3 Mbps, gói 200 Mbps. Ảnh chụp đây.
c- trả 220k một tháng để dùng 4G của điện thoại
c- Tối qua 8h mất, 11h có, 2h mất tiếp, sáng nay chưa có
c- Tôi có ghi âm cuộc gọi, nhân viên nói không mất phí, giờ thu phí
c- Bị ghi nợ số mà tôi huỷ từ 2021
c- Ba tháng, mười hai cuộc gọi, không một kết quả
c- máy chủ quá tải hay gì mà 3 ngày nay không vào xem cước được
c- hai vợ chồng cùng phòng mà phải gọi nhau bằng miệng, điện thoại không sóng
c- Nửa đêm nhắn tin mời gói, ông bà già giật mình tưởng có chuyện
c- Bắt ra quầy chỉ để ký một chữ, xa 30 cây số
c- Khuyến mãi gì mà chỉ được dùng từ 1h tới 5h sáng
c- Nói là tặng modem, trả hợp đồng thì đòi lại
c- tivi tự nhiên đòi mua gói mới xem được kênh hôm qua còn miễn phí
c- Tắt 2G xong bà tôi cầm cục gạch đúng nghĩa
c- mang thi yeu, tien thi doi, khach thi kho
c- hai, ba, bốn... đếm số lần rớt trong một cuộc họp
`;
