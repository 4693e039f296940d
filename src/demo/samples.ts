/**
 * The demo's content, written for it: customers of a made-up operator, “Mạng Sao”, with and without marks, in teencode
 * and a little English. No real brand, no real person.
 */

/** `[author, text, quoted author?]`; a quote repeats the last post of that author in the thread. */
export type SamplePost = readonly [author: string, text: string, quotes?: string];

export const threads: readonly { title: string; posts: readonly SamplePost[] }[] = [
  {
    title: 'Mạng 4G khu vực Gò Vấp chậm bất thường',
    posts: [
      [
        'hoangnam88',
        'Mấy hôm nay 4G ở Gò Vấp chậm kinh khủng, tải trang báo cũng mất cả phút. Gọi tổng đài thì bảo chờ kỹ thuật kiểm tra, chờ 3 ngày rồi chưa thấy ai gọi lại.',
      ],
      ['be_thu', 'minh o quang trung cung bi, mang cham qua troi, toi ve khong xem duoc phim luon'],
      ['tuan.kt', 'Bên mình Phan Văn Trị vẫn bình thường nhé, đo được 40 Mbps.'],
      ['hoangnam88', 'Vẫn chưa sửa xong! Đóng tiền đầy đủ mà dịch vụ như thế này, tháng sau chuyển mạng.', 'tuan.kt'],
      [
        'CSKH Mạng Sao',
        'Mạng Sao xin lỗi vì sự bất tiện. Trạm tại khu vực đang được nâng cấp, dự kiến hoàn thành trong ngày mai.',
      ],
      ['linhxinh', 'ok cảm ơn đã báo, chờ xem mai thế nào'],
    ],
  },
  {
    title: 'Bị trừ tiền dịch vụ không đăng ký',
    posts: [
      [
        'minhduc_hn',
        'Tự nhiên tài khoản bị trừ 15k, kiểm tra thì ra dịch vụ nhạc chờ mà mình chưa bao giờ đăng ký. Ăn cắp tiền khách hàng trắng trợn.',
      ],
      ['phuong.le', 'Soạn tin hủy đi bạn, rồi gọi tổng đài yêu cầu hoàn tiền, mình làm vậy được hoàn rồi.'],
      [
        'cuong2k',
        'toi cung bi tru tien vo ly ne, moi nap 50k sang mai con 38k. ai bi giong toi khong, lam sao lay lai dc',
      ],
      [
        'minhduc_hn',
        'Gọi tổng đài 4 lần rồi, lần nào cũng bảo ghi nhận. Một tuần rồi chưa hoàn đồng nào!!! Tôi sẽ gửi đơn lên Sở Thông tin.',
        'phuong.le',
      ],
    ],
  },
  {
    title: 'Hỏi về gói data cho sinh viên',
    posts: [
      ['svbachkhoa', 'Cho mình hỏi gói data sinh viên 6GB/ngày đăng ký thế nào ạ? Có cần thẻ sinh viên không?'],
      ['tuan.kt', 'Ra cửa hàng mang theo thẻ sinh viên là được, 90k một tháng.'],
      ['svbachkhoa', 'Cảm ơn bạn nhiều nha!'],
      ['hat_de', 'goi nay dung on ap lam, minh dung 2 thang roi, mang nhanh, dang tien'],
    ],
  },
  {
    title: 'Internet cáp quang rớt mạng liên tục buổi tối',
    posts: [
      [
        'gamer_dn',
        'Wifi nhà mình cứ 8h tối là rớt, đang bắn rank thì disconnect, ức chế không chịu được. Kỹ thuật đến 2 lần đều bảo “bình thường”.',
      ],
      ['anhtho', 'Thử đổi modem xem, mình đổi xong thì hết.'],
      ['gamer_dn', 'Đổi rồi vẫn thế. Ping 300ms chơi bời gì nữa, mạng như rùa bò.', 'anhtho'],
      [
        'me_bo_sua',
        'Nhà mình dùng gói 150Mb mà con học online cứ đứng hình, phản ánh mãi không ai xử lý, thất vọng quá.',
      ],
    ],
  },
  {
    title: 'Khen nhân viên cửa hàng Nguyễn Trãi',
    posts: [
      [
        'cohuong',
        'Hôm nay ra cửa hàng Nguyễn Trãi đổi sim, các bạn nhân viên nhiệt tình, làm nhanh 10 phút là xong. Rất hài lòng!',
      ],
      ['namphong', 'Đúng rồi, cửa hàng đó phục vụ tốt lắm.'],
    ],
  },
  {
    title: 'Sim bị khóa hai chiều không lý do',
    posts: [
      [
        'kieu.trang',
        'Sim chính chủ dùng 8 năm tự dưng bị khóa 2 chiều, ra cửa hàng thì bắt đợi 2 tiếng rồi bảo hệ thống lỗi mai quay lại. Làm ăn kiểu gì vậy?',
      ],
      ['baoviet', 'Bạn chuẩn hóa thông tin thuê bao chưa? Chưa là bị khóa đấy.'],
      [
        'kieu.trang',
        'Chuẩn hóa từ năm ngoái rồi. Cả ngày nay không nhận được OTP ngân hàng, ai đền cho tôi?',
        'baoviet',
      ],
      ['ong_tu', 'sim toi cung bi khoa, goi tong dai ko ai bat may, buc minh that su'],
    ],
  },
  {
    title: 'App Mạng Sao lỗi đăng nhập sau khi cập nhật',
    posts: [
      [
        'quanglinh',
        'App cập nhật bản mới xong là không đăng nhập được, nhập OTP xong quay vòng vòng rồi văng ra. Lỗi cả tuần chưa sửa.',
      ],
      ['nhuquynh', 'app loi that, minh xoa di cai lai 3 lan van ko vao dc :('],
      ['devdao', 'Workaround: clear cache rồi login bằng 3G thay vì wifi nhé mọi người.'],
      ['nhuquynh', 'duoc roi, cam on ban nhe <3', 'devdao'],
    ],
  },
  {
    title: 'Truyền hình Sao TV hay bị giật hình',
    posts: [
      [
        'ba_ngoai_vui_tinh',
        'Cứ đến trận bóng là tivi đứng hình, mờ như phim ngày xưa. Trả tiền gói thể thao mà xem bực cả mình.',
      ],
      ['hoanglong', 'Nhà mình xem kênh phim thì nét căng, không sao cả.'],
    ],
  },
  {
    title: 'Cuộc gọi quảng cáo làm phiền',
    posts: [
      [
        'thanhtruc',
        'Một ngày 5 cuộc gọi mời mua gói cước, mời vay tiền, chặn số này thì số khác gọi. Mạng Sao bán thông tin khách hàng à?',
      ],
      ['duyk', 'tin nhan rac nua chu, 12h dem con ting ting khuyen mai, phien vl'],
      ['hong_nhung', 'Soạn DK DNC gửi 5656 để từ chối quảng cáo nhé các bác.'],
    ],
  },
  {
    title: 'Roaming Thái Lan không dùng được dù đã đăng ký',
    posts: [
      [
        'traveler_vn',
        'Đăng ký gói roaming 200k trước khi bay, sang Bangkok không có sóng, gọi hotline quốc tế không ai nghe. Mất tiền oan!',
      ],
      ['mr.tam', 'Em dùng gói đó tháng trước ở Singapore vẫn ngon, chắc phải chọn mạng thủ công.'],
      ['traveler_vn', 'Chọn thủ công hết các mạng rồi vẫn không được. Yêu cầu hoàn tiền.', 'mr.tam'],
    ],
  },
  {
    title: 'Khuyến mãi nạp thẻ 20/11',
    posts: [
      ['CSKH Mạng Sao', 'Mạng Sao tặng 20% giá trị thẻ nạp trong ngày 20/11 cho tất cả thuê bao trả trước.'],
      ['hat_de', 'ngon qua, vua nap 100k duoc 120k'],
      ['minhanh', 'Nạp 200k sáng nay mà không được cộng khuyến mãi, nhắn tin hỏi thì trả lời máy móc. Lừa khách hả?'],
      [
        'simsodep_giare',
        'Sim số đẹp giá rẻ, data khủng 4GB/ngày chỉ 65k/tháng, nhắn tin 09xx xxx xxx để được tư vấn nhé cả nhà!!!',
      ],
    ],
  },
  {
    title: 'Hóa đơn tháng này tăng gần gấp đôi',
    posts: [
      [
        'chi_lan_ke_toan',
        'Tháng trước cước nhà tôi 220k, tháng này 415k mà không đổi gói gì cả. Hóa đơn ghi chung chung “dịch vụ gia tăng”, tra trên app thì không có chi tiết.',
      ],
      ['ducanh.hp', 'Bạn xem có bị tự động gia hạn gói truyền hình không, nhà mình từng bị rồi.'],
      [
        'chi_lan_ke_toan',
        'Xem rồi, không có gói nào hết.\nRa điểm giao dịch thì bảo gọi tổng đài, gọi tổng đài thì bảo ra điểm giao dịch. Tôi yêu cầu có văn bản trả lời!',
        'ducanh.hp',
      ],
      ['thu_nga_2t', 'e cx bị cộng thêm 66k, hỏi thì bảo do hệ thống, trả lời cho có lệ, chán hẳn'],
      [
        'CSKH Mạng Sao',
        'Chào anh chị, xin vui lòng gửi mã khách hàng qua mục Hỗ trợ trên app để bên em kiểm tra từng khoản ạ.',
      ],
      ['ducanh.hp', 'Mình gửi hôm qua, sáng nay được trừ lại rồi, xử lý cũng nhanh đó.'],
    ],
  },
  {
    title: 'Chuyển sang eSIM có khó không?',
    posts: [
      ['mai.tran92', 'Máy mình hỗ trợ eSIM, chuyển có phải ra cửa hàng không mọi người?'],
      ['devdao', 'Làm trên app được, quét mã QR là xong, 5 phút.'],
      ['mai.tran92', 'làm xong rồi, dễ thật, cảm ơn bạn nhé', 'devdao'],
      ['khach_quen_10nam', 'Mình thì quét mã báo lỗi, sim cũ bị cắt luôn, hai ngày nay không gọi được cho ai. Quá tệ!'],
      ['khach_quen_10nam', 'toi gio van chua co song, chat voi tong dai thi robot tra loi linh tinh, ai giup voi'],
    ],
  },
  {
    title: 'Lắp internet khu Bình Tân, xin kinh nghiệm',
    posts: [
      ['vochongtre', 'Nhà mới ở Bình Tân, mạng nào ổn định mọi người ơi? Làm việc ở nhà nên cần nhanh.'],
      ['bacsi_wifi', 'Mạng Sao gói 300Mb chạy tốt, mình đo tối nào cũng trên 250.'],
      ['sinhvien_ngheo', 'dung gói 100 thôi cũng dư rồi, mỗi tội giá hơi chát'],
      ['bacsi_wifi', 'Nhớ xin modem hai băng tần nhé.', 'vochongtre'],
    ],
  },
  {
    title: 'English speaking support?',
    posts: [
      [
        'expat_hcmc',
        'My fibre has been down for three days and nobody at the hotline speaks English. Really disappointed, I work from home and lost a client.',
      ],
      ['tuan.kt', 'You can use the chat in the app, they answer in English between 8am and 5pm.'],
      ['expat_hcmc', 'Thanks, that worked. Technician is coming tomorrow.', 'tuan.kt'],
    ],
  },
];

/** Comments and news that the feed carries: `[author, title, text]`. */
export const feedItems: readonly (readonly [author: string | null, title: string | null, text: string])[] = [
  [
    'Bạn đọc Thanh',
    'Mất sóng cả buổi chiều',
    'Khu chung cư Hòa Bình mất sóng hoàn toàn từ 1 giờ chiều, không gọi được cấp cứu. Nhà mạng im lặng.',
  ],
  [
    'Bạn đọc Hùng',
    null,
    'Cước tháng này cao gấp đôi mà không ai giải thích được, hỏi tổng đài bị chuyển máy vòng vòng 40 phút.',
  ],
  [
    null,
    'Mạng Sao khai trương trạm 5G thứ 1.000',
    'Sáng nay nhà mạng công bố đã phủ sóng 5G tại trung tâm 12 tỉnh, thành phố.',
  ],
  ['Bạn đọc Mai', null, 'Dùng 5G ở quận 1 tốc độ rất tốt, xem phim 4K không giật, hài lòng.'],
  [
    'nguyenvana_ct',
    null,
    'ham data kieu j ma chua xai da het, moi dk goi 5gb toi qua sang nay bao het dung luong, an gian ak',
  ],
  [
    'Bạn đọc Phúc',
    'Chờ lắp internet ba tuần',
    'Đã đóng tiền lắp internet ba tuần trước, hẹn năm lần không ai đến. Tôi muốn hủy hợp đồng và lấy lại tiền.',
  ],
  ['lananh.photo', null, 'Cho hỏi đổi sim 3G lên 4G có mất phí không ạ?'],
  ['Bạn đọc Kiên', null, 'Nhân viên tổng đài tên Hạnh hỗ trợ rất tận tình, xử lý xong trong 5 phút, cho 5 sao.'],
  [null, 'Lịch nâng cấp hệ thống', 'Hệ thống thanh toán tạm dừng từ 0 giờ đến 4 giờ ngày chủ nhật để nâng cấp.'],
  ['user_7712', null, 'mang gi ma doc bao cung load quay quay, doi mang khac cho roi, chan lam r'],
  [
    'Bạn đọc Yến',
    null,
    'Nhân viên cửa hàng Lê Lợi thái độ lồi lõm, hỏi gì cũng cau có, khách đông mà chỉ mở một quầy.',
  ],
  [
    'Bạn đọc Sơn',
    null,
    'Chuyển mạng giữ số bị từ chối hai lần với lý do “còn nợ cước” trong khi tôi trả trước. Giữ khách bằng cách này thì thua.',
  ],
  ['dev_hanoi', null, 'Ping sang Singapore tăng từ 40ms lên 180ms từ hôm qua, chắc lại đứt cáp biển?'],
  ['Bạn đọc Loan', null, 'Đăng ký gói cước qua app rất tiện, giao diện đẹp, thanh toán nhanh.'],
  [
    'thuyduong',
    null,
    'Bị trừ 30.000đ mỗi tuần cho dịch vụ game trên máy con tôi, không hề có tin nhắn xác nhận. Đề nghị làm rõ!',
  ],
  [
    'Bạn đọc Trung',
    'Hợp đồng một đằng, cước một nẻo',
    'Hợp đồng ghi 180.000 đồng một tháng, hóa đơn thu 210.000. Hỏi thì nhân viên nói “giá mới”, không ai báo trước cho khách.',
  ],
  ['co_ba_can_tho', null, 'Dưới quê em sóng 4G giờ mạnh lắm, ngồi ngoài ruộng cũng gọi hình được, mừng ghê.'],
  [
    'Bạn đọc Hà',
    'Đòi lại cọc modem',
    'Trả modem từ tháng Tám, đến nay ba tháng chưa nhận lại 500.000 tiền cọc. Mỗi lần gọi là một lần hẹn.',
  ],
  ['khanhvy_', null, 'app moi dep ma nang qua, may cu mo len dung hinh, ban fix gium'],
  [
    null,
    'Mạng Sao tuyển 200 kỹ thuật viên',
    'Doanh nghiệp tuyển kỹ thuật viên tại 8 tỉnh, hồ sơ nhận đến hết tháng 12.',
  ],
];

/** What is posted, one every twenty seconds, while the demo runs. */
export const drip: readonly SamplePost[] = [
  ['ngoclan', 'Vừa mất sóng ở Thủ Đức, có ai bị không? Đang họp online mà rớt, bực quá.'],
  ['huynh_de', 'mang lai cham roi, ngay nao cung vay chan that'],
  ['thaonguyen', 'Nạp thẻ 100k báo thành công mà tài khoản không cộng tiền, gọi tổng đài không ai nghe máy.'],
  ['bao.an', 'Hôm nay mạng chạy ngon, cảm ơn kỹ thuật đã sửa.'],
  ['kimchi', 'Cho mình hỏi cửa hàng chủ nhật có mở cửa không ạ?'],
  ['vietanh', 'Ba ngày rồi internet nhà tôi không dùng được, con không học được bài. Bao giờ mới có người đến sửa?'],
  ['tieuyen', 'goi cuoc quang cao 5gb ma xai 2 tieng la het, lua dao khach hang a'],
  ['lamdong_xanh', 'Mưa xuống là mất mạng, nắng lên lại có. Năm nào cũng phản ánh mà trạm ở xã tôi vẫn y như cũ.'],
  ['hoa_sua', 'Khuyến mãi hôm nay có áp dụng cho thuê bao trả sau không mọi người?'],
  ['phat.it', 'Loss packet 12% since 8pm, ping all over the place. Unplayable, please fix!'],
  ['bechanh', 'chị nhân viên ở quầy 3 dễ thương xỉu, giúp mẹ em đăng ký lại sim có 10 phút'],
  ['longvan', 'Bị trừ 9.000 đồng mỗi ngày cho gói “tin thể thao” mà tôi không hề đăng ký. Hủy rồi mai lại tự có.'],
  ['cafe_sang', 'tong dai bat cho 25 phut roi tu cup may, goi lai 3 lan deu vay'],
  ['data_re_moi_ngay', 'Bán tài khoản data không giới hạn, bao đổi trả, ai cần nhắn tin riêng em gửi bảng giá nha!!!'],
  ['trungthu', 'Truyền hình hôm nay mượt hẳn, chắc mới nâng cấp, ưng cái bụng.'],
  ['ongbaygia', 'Tôi già rồi không biết dùng app, ra cửa hàng thì bảo về làm trên app. Vậy mở cửa hàng để làm gì?'],
  ['CSKH Mạng Sao', 'Từ 0 giờ đến 3 giờ đêm nay Mạng Sao bảo trì hệ thống nạp thẻ, mong quý khách thông cảm.'],
  ['ngtrang.k19', 'sao ko dk dc goi sinh vien v mn, nhan tin toan bao loi cu phap, buc j dau'],
  ['quocbao', 'Chuyển địa điểm internet hẹn 24 giờ, nay là ngày thứ sáu. Tôi đã đóng trước cả năm tiền cước!'],
  ['mintea', 'Đổi mật khẩu wifi ở đâu vậy cả nhà, em mới chuyển về phòng trọ.'],
  ['tamlong', 'Kỹ thuật viên đến đúng giờ, dọn dây gọn gàng, còn dặn dò kỹ. Cảm ơn nhiều.'],
  ['yenchi', 'nhan dc tin bao het data trong khi app ghi con 3gb, tin ai bay gio'],
  [
    'hungdung',
    'Số của tôi bị người khác dùng giấy tờ giả làm lại sim, mất luôn tiền trong ví. Nhà mạng chịu trách nhiệm thế nào?',
  ],
  ['be_nam', 'Hôm qua mất sóng, hôm nay có lại rồi, không thấy xin lỗi lấy một câu.'],
];
