/** What makes a complaint urgent. Own lists; `!` as in topics.ts. */
export const urgencyPhrases = {
  outage: `mất mạng, mất sóng, mất tín hiệu, mất kết nối, mất liên lạc, không có mạng, không có sóng, không có tín hiệu, không vào được mạng, không gọi được, không liên lạc được, gọi không được,
    đứt cáp, cáp đứt, đứt mạng, sập mạng, sự cố, rớt mạng, không có dịch vụ, cuộc gọi khẩn cấp, đèn los đỏ, los đỏ, đèn đỏ, báo hỏng, không dùng được, không sử dụng được, không truy cập được,
    no signal, no service, no internet, outage, internet down, network down, is down, emergency only, can't make calls`,
  everyone: `cả khu, cả xóm, cả xã, cả huyện, cả tỉnh, cả làng, cả thôn, cả phường, cả quận, cả thành phố, cả nước, toàn quốc, toàn tỉnh, cả toà nhà, cả chung cư, hàng loạt, diện rộng, mọi người đều bị, whole area, whole city, everyone here, nationwide`,
  money: `bị trừ, bị trừ tiền, trừ tiền, trừ cước, trừ sạch, mất tiền, mất sạch, mất oan, hoàn tiền, hoàn lại tiền, trả lại tiền, trừ 2 lần, trừ hai lần, ăn cướp, ăn tiền, cướp tiền, móc túi, lừa đảo, tự động gia hạn, tự gia hạn, hoá đơn sai, tính sai cước, bay tiền,
    refund, charged twice, charged me, overcharged, take money, took money, my money, scam`,
  leaving: `chuyển mạng, bỏ mạng, chuyển sang, chuyển qua, đổi sang, sang mạng khác, nhà mạng khác, dùng mạng khác, cắt hợp đồng, huỷ hợp đồng, chấm dứt hợp đồng, cắt mạng, bỏ sim, vứt sim, bẻ sim, không bao giờ quay lại, không bao giờ dùng, sẽ không dùng, ngừng sử dụng, ngừng thanh toán, tẩy chay, tạm biệt, khách bỏ đi,
    switching to, i'm switching, cancel my contract, cancel my subscription, leaving for`,
  authority: `báo chí, nhà báo, phóng viên, đăng báo, lên báo, vtv, bộ thông tin, bộ thông tin và truyền thông, bộ tttt, sở thông tin, sở tttt, bộ khoa học và công nghệ, cục viễn thông, thanh tra, kiện, khởi kiện, ra toà, toà án, luật sư, gửi đơn, đơn khiếu nại, công an, trình báo, bảo vệ người tiêu dùng, cơ quan chức năng,
    the press, journalist, lawyer, sue, the authority, report you, consumer protection, police`,
  waiting: `chờ mãi, đợi mãi, chờ hoài, đợi hoài, mấy ngày rồi, mấy hôm nay, mấy ngày nay, cả tuần, cả tháng, cả tháng trời, tuần nay, tháng nay, ngày nay, nhiều lần, bao nhiêu lần, không ai giải quyết, không ai xử lý, chưa ai, không thấy ai, không ai trả lời, chưa giải quyết, không giải quyết, vẫn im lặng, im re, hẹn lần hẹn lữa, đẩy qua đẩy lại, đùn đẩy, vẫn chưa, không thấy tới, không ai rep,
    still no, still waiting, no reply, on hold, been waiting, for weeks, for days, nobody answers, third time`,
  now: `gấp, khẩn cấp, ngay lập tức, càng sớm càng tốt, gấp gấp, urgent, asap, immediately`,
} as const;

export type UrgencyReason = keyof typeof urgencyPhrases;
