import type { Topic } from '../../domain/analysis.ts';

/**
 * The words of telecom, by topic. Own lists. Phrases are parted by commas. `!` marks a phrase that means something else
 * without its marks ("mạng" or "mang"): it counts only as written. The longest phrase at a place wins.
 */
export const topicPhrases: Record<Exclude<Topic, 'competitor'>, string> = {
  network: `mạng!, sóng!, 2g, 3g, 4g, 5g, lte, volte, phủ sóng, vùng phủ, vùng phủ sóng, mất sóng, rớt sóng, yếu sóng, sóng yếu, sóng kém,
    sóng khoẻ, sóng tốt, không có sóng, trạm phát sóng, trạm bts, vạch sóng, mất tín hiệu, không có tín hiệu, tín hiệu yếu, chập chờn,
    rớt mạng, mất mạng, nghẽn mạng, đứt mạng, mạng yếu, mạng chậm, mạng lag, mạng kém, mạng chán, mạng tệ, mạng như, mạng nhanh, mạng ngon,
    mạng tốt, mạng ổn, mạng cùi, mạng gì, mạng mẽo, mạng di động, mạng viettel, mạng vina, mạng vinaphone, mạng mobi, mạng mobifone,
    không có mạng, vào mạng, lỗi mạng, mạng chập chờn, mạng quá, mạng không, mạng rất, mạng nhu, cái mạng, sóng di động, sóng viettel,
    tốc độ, tốc độ mạng, đo tốc độ, mbps, gọi không được, không gọi được, cuộc gọi rớt, rớt cuộc gọi, chất lượng cuộc gọi,
    rớt giữa chừng, nghe gọi, câu được câu mất, cuộc gọi khẩn cấp, không có dịch vụ, không liên lạc được, ngoài vùng phủ sóng, khôi phục liên lạc,
    signal, no signal, coverage, network, no service, dropped calls, calls drop, call drops, emergency only, can't make calls, emergency calls only`,
  data: `data, gói cước, gói data, gói 4g, gói 5g, gói mạng, gói tháng, gói ngày, dung lượng, lưu lượng, hết dung lượng, hết data, đăng ký gói,
    huỷ gói, gia hạn gói, đổi gói, mua gói, trừ data, mất data, tốc độ cao, gói không giới hạn, không giới hạn dung lượng, gói combo, gb,
    cái gói, data package, data plan, 4g plan, 5g plan, mobile data, plan, package`,
  billing: `cước, cước phí, giá cước, tính cước, cước tháng, tra cước, nợ cước, đóng cước, hoá đơn, trừ tiền, bị trừ tiền, bị trừ, bị trừ cước, mất tiền, tài khoản chính,
    trừ tài khoản, nạp tiền, nạp thẻ, thẻ nạp, thẻ cào, trả sau, trả trước, thanh toán, hoàn tiền, hoàn lại tiền, đóng tiền, thu tiền, tính phí,
    thu phí, mất phí, phí duy trì, phí phát sinh, tiền cước, bay tiền, ăn tiền, trong tài khoản, tự gia hạn, trừ cước, trừ sạch,
    bill, billing, charged, charge, overcharged, refund, invoice, top up, hidden fees, my money, tariff`,
  sim: `sim, esim, e sim, thuê bao, chính chủ, chuẩn chủ, đăng ký thông tin, thông tin thuê bao, chuẩn hoá, chuẩn hoá thuê bao, khoá sim, khoá một chiều,
    khoá 1 chiều, khoá hai chiều, khoá 2 chiều, chặn hai chiều, chặn 2 chiều, chuyển mạng giữ số, giữ số, căn cước, cccd, cmnd, hoà mạng, đổi sim, làm lại sim, mất số, thu hồi số, cắt số,
    otp, mã otp, sim card, subscription, my number, keep my number, prepaid, postpaid`,
  internet: `wifi, wi fi, internet, cáp quang, cáp quang biển, modem, router, cục phát, mesh, đèn los, los đỏ, băng thông, lắp mạng, lắp internet, mạng nhà, mạng cáp,
    mạng fpt, mạng vnpt, đường truyền, mạng wifi, fiber, fibre, ftth, adsl, gpon, ping, net lag, lắp đặt, kỹ thuật viên, dây mạng, mạng internet, broadband, at home`,
  tv: `truyền hình, tivi, ti vi, mytv, my tv, tv360, fpt play, k+, tv box, tivi box, đầu thu, đầu box, xem bóng, kênh truyền hình, kênh thể thao, mất kênh, set top box, tv, vtvcab, sctv`,
  roaming: `chuyển vùng, chuyển vùng quốc tế, roaming, cvqt, ra nước ngoài, ở nước ngoài, sim du lịch, mạng quốc tế, abroad`,
  promotion: `khuyến mãi, khuyến mại, ưu đãi, voucher, mã giảm giá, mã giảm, tích điểm, đổi quà, đổi điểm, quà tặng, được tặng, tặng data, tặng thêm,
    thẻ nạp 50, nhân đôi thẻ nạp, chương trình tri ân, quay số, trúng thưởng, miễn phí lắp đặt, promotion, promo, discount, bonus, offer`,
  spam: `cuộc gọi rác, gọi rác, tin nhắn rác, tin rác, sms rác, sim rác, cuộc gọi quảng cáo, tin nhắn quảng cáo, nhắn tin quảng cáo, gọi quảng cáo, gọi mời, gọi điện mời,
    mời vay, mời vay tiền, làm phiền, quấy rối, spam, spam call, spam calls, spam sms, số lạ gọi, số lạ, cuộc gọi lừa đảo, tin nhắn lừa đảo, giả danh, promotional messages, robocalls`,
  service: `tổng đài, tổng đài viên, hotline, nhân viên, cửa hàng, điểm giao dịch, phòng giao dịch, đại lý, chăm sóc khách hàng, giao dịch viên, kỹ thuật, thái độ,
    khiếu nại, phản ánh, hỗ trợ, tư vấn viên, phục vụ, hậu mãi, bảo hành, báo hỏng, dịch vụ khách hàng, trung tâm viettel, không ai giải quyết, fanpage, quản lý,
    thợ, customer service, customer care, support, staff, technician, call center, hotline, helpdesk, at the shop, service`,
  app: `app, ứng dụng, my viettel, myviettel, my vnpt, my mobifone, mymobifone, my vinaphone, website, web, trang web, đăng nhập, giao diện, phần mềm, bản cập nhật,
    cập nhật app, crash, văng app, log in, login, application`,
};

/** Phrases that hold a word of a topic and are about something else. */
export const notTopics = `mạng xã hội, cộng đồng mạng, dân mạng, cư dân mạng, nhà mạng, tính mạng, mạng người, mạng sống, chuyển mạng, an ninh mạng, sim số đẹp,
  số điện thoại, tiền bạc, dịch vụ, đáng tiền, sóng gió, sóng thần`;

/** Operators and internet providers, and the ways in which people write them. */
export const operators: Record<string, string> = {
  viettel: 'viettel, vietel, viettell, vt, viettel telecom, vtt',
  vinaphone: 'vinaphone, vina, vinafone, vina phone, vnpt, vnp',
  mobifone: 'mobifone, mobi, mobiphone, mobi fone, mobile fone, mbf',
  vietnamobile: 'vietnamobile, vnmb, vietnam mobile',
  fpt: 'fpt, fpt telecom',
  itel: 'itel, itelecom',
  wintel: 'wintel, reddi',
  local: 'mạng local',
  gmobile: 'gmobile',
  vnsky: 'vnsky',
  saymee: 'saymee',
  cmc: 'cmc telecom',
  sctv: 'sctv internet',
};

/** Leaving for, or comparing with, another operator. */
export const leaving = `chuyển mạng, chuyển sang, đổi sang, sang mạng khác, mạng khác, nhà mạng khác, dùng mạng khác, đổi nhà mạng, so với, bỏ mạng,
  switching to, switch to, another operator, another provider, another company, competitor`;
