/** What makes a complaint urgent. Own lists; `!` as in topics.ts. */
export const urgencyPhrases = {
  outage: `mất mạng, mất sóng, mất tín hiệu, mất kết nối, mất liên lạc, mất net, không có mạng, không có sóng, không có tín hiệu, không vào được mạng, không vào nổi mạng, không gọi được, không gọi được cho, không liên lạc được, gọi không được, mất hoàn toàn, không một vạch,     đứt cáp, cáp đứt, đứt mạng, sập mạng, không có dịch vụ, cuộc gọi khẩn cấp, đèn los đỏ, los đỏ, đèn đỏ, báo hỏng, không dùng được, không sử dụng được, không truy cập được, chết hẳn, tịt hẳn, tê liệt, không lên sóng, hết sóng, cục gạch,
    không nhận được otp, đóng cửa luôn, no signal, no service, no internet, no coverage, zero coverage, outage, internet down, network down, been down, is down, emergency only, can't make calls`,
  blocked: `khoá hai chiều, khoá 2 chiều, khoá một chiều, khoá 1 chiều, chặn 2 chiều, chặn hai chiều, cắt 1 chiều, cắt một chiều, bị khoá, khoá sim, sim bị khoá, bị cắt, đã cắt, vẫn cắt, tự nhiên khoá, thu hồi số, mất số, got locked, locked out, is blocked`,
  everyone: `cả khu, cả xóm, cả xã, cả bản, cả ấp, cả huyện, cả tỉnh, cả làng, cả thôn, cả phường, cả quận, cả thành phố, cả nước, toàn quốc, toàn tỉnh, cả toà nhà, cả chung cư, hàng loạt, diện rộng, mọi người đều bị, nhiều người bị,
    whole area, whole city, whole neighborhood, whole neighbourhood, whole building, everyone here, nationwide`,
  danger: `cấp cứu, đột quỵ, cứu hộ, cứu nạn, nguy hiểm tính mạng, nguy kịch, chết người, đuối nước, rút sạch tiền, chiếm đoạt, ambulance, emergency services`,
  money: `bị trừ, bị trừ tiền, trừ tiền, trừ cước, trừ sạch, trừ oan, trừ nhầm, trừ sai, trừ luôn, vẫn trừ, tự trừ, mất tiền, mất sạch, mất oan, mất tiền oan, hoàn tiền, hoàn lại tiền, trả lại tiền, đòi lại tiền, trả tiền lại, trừ 2 lần, trừ hai lần, ăn cướp, ăn tiền,
    cướp tiền, móc túi, lừa đảo khách, lừa khách, tự động gia hạn, tự gia hạn, hoá đơn sai, tính sai cước, bay tiền, trừ của, tiền treo, vẫn báo nợ, đòi nợ cước, nợ cước, hoá đơn nợ, doạ nợ xấu, thu 2 lần, đã trừ, trừ rồi, bị tính tiền, bị thu, vẫn bị trừ,     refund, charged twice, charged me, overcharged, take money, took money, took my money, my money back, roaming bill, scam`,
  leaving: `huỷ hợp đồng, cắt hợp đồng, chấm dứt hợp đồng, cắt mạng, bỏ mạng, bỏ sim, vứt sim, bẻ sim, không bao giờ quay lại, không bao giờ dùng, sẽ không dùng, ngừng sử dụng, ngừng thanh toán, tẩy chay, thì tôi đi, cho ra đảo,
    i'm switching, cancel my contract, cancel my subscription, leaving for`,
  authority: `báo chí, nhà báo vào cuộc, phóng viên, đăng báo, lên báo, mặt báo, đưa lên báo, gửi vtv, báo vtv, lên vtv, bộ thông tin, bộ thông tin và truyền thông, bộ tttt, sở thông tin, sở tttt, bộ khoa học và công nghệ, sở khoa học, cục viễn thông, thanh tra, kiện, khởi kiện, sẽ kiện, ra toà, toà án, luật sư,
    gửi đơn, gửi đơn lên, đơn tố cáo, công an, trình báo, báo công an, bảo vệ người tiêu dùng, cơ quan chức năng, pháp luật can thiệp, the press, journalist, lawyer, sue, the authority, report you, consumer protection, police`,
  waiting: `chờ mãi, đợi mãi, chờ hoài, đợi hoài, hẹn hoài, hẹn mãi, hẹn 3 lần, hẹn hai lần, hẹn 2 lần, mấy ngày rồi, bao nhiêu lần, lần thứ ba, lần thứ tư, lần thứ 3, lần thứ 4, lần thứ 5, lần thứ 6, lần nào cũng, không ai giải quyết, không ai xử lý, chưa ai, không thấy ai, không ai trả lời, chưa giải quyết,
    không giải quyết, vẫn im lặng, im lặng, im luôn, im re, hẹn lần hẹn lữa, đẩy qua đẩy lại, đùn đẩy, vẫn chưa, không thấy tới, không tới, chưa thấy, chưa có thợ, không hồi âm, không ai rep, hứa từ,     still no, still waiting, no reply, on hold, been waiting, nobody answers, nobody helped, third time, never showed up`,
  now: `gấp, khẩn cấp, khẩn, ngay lập tức, khoá ngay, càng sớm càng tốt, urgent, asap, immediately, right now`,
  stolen: `mất điện thoại, mất máy, mất sim, bị mất cắp, đánh cắp, bị cướp, bị giật, bị trộm, kẻ gian, bị hack, stolen, lost my phone`,
} as const;

export type UrgencyPhraseKind = keyof typeof urgencyPhrases;

/** Before a sign of urgency they take it back ("chưa bị trừ tiền", "không hề mất sóng"). */
export const negators =
  /^(?:không|khong|chưa|chua|chẳng|chang|chả|cha|khỏi|khoi|đỡ|hết|never|not|no|don't|didn't|without)$/;
/** May stand between a negator and what it negates. */
export const negatorFillers =
  /^(?:bị|bi|hề|he|bao|giờ|gio|phải|phai|thấy|thay|còn|con|phút|phut|nào|nao|lần|lan|ngày|ngay)$/;
