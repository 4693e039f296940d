/** Signs that a text is itself advertising, recruiting or bait, by how much each counts; three points make it spam. Own lists. */
export const spamPhrases: Record<1 | 2 | 3, string> = {
  1: `liên hệ, lh, inbox, nhắn tin em, ib em, zalo, telegram, giá rẻ, giá tốt, giá sốc, giá chỉ, chỉ từ, chỉ còn, miễn phí, hỗ trợ trả góp, giao hàng toàn quốc, ship cod, ship toàn quốc, bảo hành, mua ngay, đặt ngay, nhanh tay, số lượng có hạn,
    hot, siêu rẻ, duy nhất hôm nay, uy tín, chiết khấu, nhận ngay, đăng ký ngay, gọi ngay, click, bấm vào link, kèo, tặng ngay, ưu đãi khủng, sale, cam kết, bên em, bên mình chuyên, shop em, <phone>, <url>, contact me, message me, whatsapp, limited offer, buy now, cheap`,
  2: `tuyển dụng, tuyển cộng tác viên, tuyển ctv, tuyển nhân viên, tuyển sỉ, cộng tác viên, việc nhẹ lương cao, thu nhập, hoa hồng, làm tại nhà, kiếm tiền online, kiếm thêm, bán sim, sim số đẹp, sim giá rẻ, thanh lý, cần bán, chuyên cung cấp,
    chuyên bán, nhận lắp mạng, lắp mạng giá rẻ, nhận đăng ký, bán gói cước, vay tiền nhanh, vay nhanh, giải ngân, vay tín chấp, không thế chấp, nạp đầu, cá cược, cá độ, soi kèo, nổ hũ, đánh lô, lô đề, xổ số, đầu tư sinh lời, lợi nhuận, tăng like, tăng follow,
    work from home, earn money, selling, for sale, loan, bitcoin, casino`,
  3: `nhà cái, nổ hũ đổi thưởng, game bài đổi thưởng, bán sim số đẹp, vay tiền online, casino online`,
};
