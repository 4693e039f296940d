/**
 * Longer Vietnamese posts on operators written for this project: several sentences, with what went before the point; no real person or
 * post. Lines as in telecom-reviews.ts.
 */
export const telecomStories = `
c- Mình lắp mạng ở đây được 8 tháng. Ba tháng đầu ổn, sau đó cứ 8h tối là mất. Gọi tổng đài thì hướng dẫn tắt bật modem, gọi kỹ thuật thì bảo đường dây khu này quá tải. Vậy quá tải sao còn đi lắp thêm cho nhà mới?
n+ Hôm qua mình ra làm lại sim vì mất điện thoại. Tưởng phiền phức, ai ngờ bạn nhân viên hỏi vài câu, chụp ảnh rồi 10 phút là có sim. Lại còn nhắc mình khoá ví điện tử. Rất cảm ơn bạn.
n? Chào mọi người. Nhà em 4 tầng, đang dùng một modem ở tầng 2, tầng 4 sóng hơi yếu. Em nên gắn thêm mesh hay kéo dây lên ạ? Kinh phí tầm 1 triệu.
c- Nói chuyện với tổng đài 25 phút, đọc số hợp đồng 3 lần, họ tên 4 lần. Cuối cùng bạn ấy bảo vấn đề này không thuộc bộ phận em. Rồi tắt máy. Xin cảm ơn.
n! Em đang cần xuất lại hoá đơn tháng 5 và tháng 6 cho kế toán. Em đã vào web nhưng chỉ thấy 3 tháng gần nhất. Nhờ anh chị gửi giúp em qua email đã đăng ký, em cảm ơn nhiều ạ.
n0 Sáng nay VNPT phối hợp với huyện khai trương điểm truy cập internet công cộng tại nhà văn hoá xã. Người dân có thể dùng miễn phí từ 7h đến 21h. Máy tính do doanh nghiệp tài trợ.
c> Gia đình tôi dùng từ 2009, đóng cước chưa trễ ngày nào. Vậy mà xin đổi modem hỏng cũng bắt mua mới giá 600 nghìn. Bên kia miễn phí lắp, miễn phí modem. Thôi xin chào.
c- Khách hàng bị trừ 60k tiền nội dung không đăng ký. Gọi lên thì nói do con em nghịch máy. Nhà tôi làm gì có con nhỏ? Đề nghị trả lời cho đàng hoàng.
n+ Mình hay đi phượt Tây Bắc, thử qua cả ba mạng rồi. Chuyến này qua đèo Khau Phạ vẫn gọi video về nhà được. Phải nói là khâm phục anh em kỹ thuật dựng trạm trên đó.
c- Đầu tiên bảo 24 giờ. Rồi bảo 48 giờ. Rồi bảo 7 ngày làm việc. Hôm nay là ngày thứ 12, không một ai gọi lại. Quy trình kiểu gì?
n? Bố mẹ em ở quê chỉ nghe gọi, không dùng mạng. Có gói nào rẻ rẻ mà giữ được số lâu dài không cả nhà? Ông bà hay quên nạp tiền nên em sợ bị cắt.
n0 Mình đã dùng cả FPT lẫn VNPT. Theo mình thì tuỳ khu vực, chỗ này bên này tốt, chỗ kia bên kia tốt. Trước khi lắp cứ hỏi hàng xóm là chắc nhất.
c- App cập nhật xong bắt đăng nhập lại. Đăng nhập thì đòi OTP. OTP gửi về số mà sim đang nằm ở máy khác. Đổi số nhận thì bắt ra quầy. Quay vòng tròn luôn.
n+ Lúc mới cài mình cho 2 sao vì hay bị thoát. Bên phát triển có nhắn hỏi máy gì, lỗi ra sao. Hôm nay cập nhật thì hết hẳn. Sửa lại 5 sao, biết lắng nghe như vậy là tốt.
c- Tôi ra cửa hàng lúc 16h20, giờ làm việc ghi đến 17h. Nhân viên bảo hết giờ nhận khách, mai quay lại. Trong khi bên trong còn 3 người ngồi bấm điện thoại.
n? Em mới chuyển vào khu trọ, chủ nhà có sẵn đường dây của FPT nhưng hợp đồng đứng tên người thuê trước. Giờ em muốn dùng tiếp thì phải sang tên hay ký mới ạ?
c- Đi nước ngoài một tuần. Trước khi đi đã gọi hỏi kỹ, bảo cứ bật lên là dùng gói. Về nhận tin báo 4 triệu 7. Hỏi lại thì nói nước đó không nằm trong gói. Sao lúc hỏi không nói?
n! Khu phố em vừa chỉnh trang vỉa hè, tủ cáp đang để mở nắp, sợ mưa vào. Nhờ đơn vị quản lý cử người tới kiểm tra giúp, vị trí ngay trước trường mầm non.
n+ Sau bão, cả xã mất điện 3 ngày mà sóng điện thoại có lại ngay hôm sau. Nghe nói anh em phải cõng máy nổ lên trạm. Thương và cảm ơn mọi người nhiều.
c- Mạng nhà hàng xóm hỏng, thợ đến cắt luôn dây nhà tôi. Báo thì bảo tạo yêu cầu mới, chờ 2 ngày. Lỗi của các anh sao tôi phải chờ?
n0 Hướng dẫn đổi tên wifi: mở trình duyệt, gõ địa chỉ in dưới đáy modem, đăng nhập, vào mục WLAN, đổi tên rồi lưu. Nhớ ghi lại mật khẩu mới.
c- Hồi ký hợp đồng nhân viên bảo tốc độ 300. Đo ngày 50, đêm 20. Gửi hình qua Zalo thì seen không trả lời. Gọi thì bảo nghỉ việc rồi, liên hệ bạn khác.
n+ Bạn Trang trực tổng đài tối thứ bảy hỗ trợ mình gần nửa tiếng để cài lại esim sau khi đổi máy, nói chuyện rõ ràng, không hề khó chịu. Mong công ty khen thưởng bạn ấy.
c- Hai lần cập nhật căn cước gắn chip tại quầy, nhân viên xác nhận xong. Sáng nay vẫn nhận tin khoá một chiều. Dữ liệu lưu ở đâu vậy?
n? Tháng trước em đóng cước qua ví, tháng này muốn chuyển sang tự động trích ngân hàng thì đăng ký ở app ngân hàng hay app nhà mạng? Ai làm rồi chỉ em với.
n- Xóm mình tối qua mất trộm, camera nhà nào có ghi lại cho mình xin. Buồn quá, mới mua xe được hai tháng.
c> Cứ nói giữ chân khách hàng mà khách gọi huỷ mới giảm giá, còn khách im lặng thì trả giá gốc. Chơi vậy thì tôi huỷ luôn cho biết.
n0 Từ 1/8, mỗi giấy tờ đăng ký từ số thứ tư trở lên phải ký hợp đồng theo mẫu. Người dân có thể tra cứu số đang đứng tên qua tin nhắn miễn phí.
c- truoc hop dong noi mien phi 2 thang, gio thang dau da thu tien. goi hoi thi noi chuong trinh doi roi. lam an the thi ai tin nua
n+ em lap mang hom chu nhat, tho toi dung gio, di day gon gang, con cai giup em cai camera. mang chay rat on, cam on cac anh
n? cho em hoi em dang xai goi 5g ma may chi hien 4g, khu em o co 5g roi. em phai cai gi trong may khong a
c- may bua nay vo game ping toan do, doi qua 4g thi binh thuong. bao tong dai thi noi do server game. vay sao nha ke ben xai mang khac khong bi
n! Mình làm mất giấy hẹn lấy sim số đẹp. Bạn nào ở cửa hàng Lê Lợi kiểm tra giúp mình đơn ngày 12 còn giữ không, chiều mình ghé.
c- Tôi kinh doanh online, một ngày mất mạng là mất vài triệu. Đường truyền doanh nghiệp giá gấp ba mà hỏng cũng chờ như nhà dân. Vậy trả thêm tiền để làm gì?
n+ Mình không hay khen ai nhưng gói này thật sự đáng. Vợ chồng mình dùng chung, cuối tháng vẫn dư data. Trước đây mỗi người một gói tốn gấp rưỡi.
c- Chuyện là bà ngoại mình bấm nhầm vào tin nhắn mời chơi, thế là mỗi ngày bị trừ 5k, suốt nửa năm. Người già đâu biết mà huỷ. Kiếm tiền kiểu đó có vui không?
n0 Mình đang viết bài so sánh tốc độ tải của ba mạng ở các quán cà phê trung tâm. Kết quả tuần sau đăng, ai muốn góp số đo thì gửi vào bài này nhé.
c- Có bảo trì thì báo một tiếng. Nửa đêm đang nộp bài thì mất, sáng ra mới có tin nhắn xin lỗi. Ích gì nữa.
n? Nghe nói sim lâu năm được ưu tiên khi mua máy trợ giá. Mình dùng số này từ 2006 thì có được không, cần ra cửa hàng hay đăng ký trên app vậy ad?
c- Đọc kỹ mới thấy gói ghi "tốc độ cao đến khi hết lưu lượng", mà lưu lượng thì chữ bé tí ở cuối. Quảng cáo lập lờ như thế có ngày mất hết khách.
n+ Thái độ tổng đài bây giờ khác xưa nhiều. Trước mình ngại gọi lắm, giờ bấm hai phím là gặp người, nói đúng vấn đề luôn.
c> Hôm nay là lần thứ tư trong tháng. Tôi không gọi báo hỏng nữa. Tôi gọi để cắt.
c- Nhà có người già bệnh, điện thoại bàn là để gọi cấp cứu. Đứt dây từ thứ sáu, báo rồi, thứ ba vẫn chưa thấy ai. Lỡ có chuyện gì thì ai chịu?
n+ Đang bực vì gói cũ bị ngừng, ai dè được chuyển sang gói mới nhiều data hơn mà giá y nguyên. Được của nó đấy.
n0 Em bên kỹ thuật đây ạ. Khu mình đang bị xe tải kéo đứt cáp, bên em hàn khoảng 2 tiếng nữa xong, mong bà con thông cảm.
c- Giá điện giá xăng tăng đã đành, giờ tới cước mạng cũng tăng mà chất lượng có tăng đâu. Thu nhập thì đứng yên.
n? Có bác nào dùng gói kèm camera chưa, hình lưu được mấy ngày và có phải trả thêm tiền lưu trữ không? Nhà em cần gắn hai cái ngoài sân.
n+ Đợt này cho con học hè trực tuyến, hai máy cùng lúc vẫn mượt. Lúc lắp cũng lo, giờ thấy chọn đúng.
c- Vào lắp thì hứa ba ngày có, chờ ba tuần. Huỷ đơn đòi lại tiền cọc thì bảo đang xử lý. Tôi giữ đủ tin nhắn và biên lai.
n0 Nhóm mình gom đơn mua sim du lịch Thái, giá gốc 120k, ai đi tháng 12 thì ghi tên bên dưới nha.
c- Gọi rác nhiều đến mức tôi không dám nghe số lạ, lỡ mất cuộc gọi của trường con. Đăng ký không nhận quảng cáo rồi mà vẫn bị. Nhà mạng thu tiền cả hai đầu nên để yên à?
n+ Từ hồi có trạm mới sau đình, ở bếp cũng gọi được rồi. Bà con ai cũng mừng.
c- My app hiện còn 4GB, mạng thì báo hết dung lượng. Tin cái nào?
n! Gói em đang dùng sắp hết chu kỳ, nhờ ad đổi giúp em xuống gói thấp hơn kể từ tháng sau, tháng này em vẫn dùng bình thường ạ.
n? Em tính nâng lên gói 1Gbps, modem đang dùng là loại cũ, nếu nâng thì có được đổi modem không hay phải mua riêng vậy mọi người?
c- đóng tiền cả năm rồi nên giờ bị ngó lơ. biết thế đóng từng tháng, có gì còn cắt được
n+ Nhờ bài chia sẻ trong nhóm mà biết cách dời modem ra giữa nhà, giờ mạng phủ đều. Cảm ơn bác chủ thớt.
c- Sóng yếu đã đành, hỏi thì bảo máy anh chị cũ. Máy tôi mua tháng trước.
n0 Cuối tuần cả nhà về ngoại, không mang máy tính theo. Có gì mọi người nhắn Zalo mình nhé.
c- xin hỏi quý công ty: thu phí lắp đặt 300k, kéo sai tầng, kéo lại thu thêm 200k. vậy là sao?
n+ Gọi 1800 miễn phí, bắt máy sau hai hồi chuông. Cứ như vậy là tốt rồi.
c- Mua gói trên app thì trừ tiền nhanh trong một giây. Báo lỗi gói không vào thì ba ngày chưa ai đọc.
n? Sao mình đăng ký gói học sinh cho con thì hệ thống báo không thuộc đối tượng? Cháu lớp 7, sim đứng tên mẹ.
`;
