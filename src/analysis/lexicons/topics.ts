import type { Topic } from '../../domain/analysis.ts';
import { fixedProviders, operators } from './brands.ts';

/**
 * The words of telecom, by topic. Own lists. Phrases are parted by commas. `!` marks a phrase that means something else
 * without its marks ("mạng" or "mang"): it counts only as written. The longest phrase at a place wins.
 */
export const topicPhrases: Record<Exclude<Topic, 'competitor'>, string> = {
  network: `sóng!, 2g, 3g, 4g, 5g, lte, volte, vowifi, phủ sóng, vùng phủ, vùng phủ sóng, vùng sóng, trạm phát sóng, trạm bts, bts, trạm phát, vạch sóng, mất tín hiệu, không có tín hiệu,
    tín hiệu yếu, bắt sóng, hứng sóng, có sóng, không sóng, 1 vạch, 2 vạch, 3 vạch, 4 vạch, full vạch, một vạch, gọi không được, không gọi được, gọi không ra, cuộc gọi rớt, rớt cuộc gọi, chất lượng cuộc gọi, gọi chập chờn, nghe không rõ,
    rớt giữa chừng, nghe gọi, câu được câu mất, cuộc gọi khẩn cấp, không có dịch vụ, không liên lạc được, ngoài vùng phủ sóng, mạng di động, mạng điện thoại, sóng di động, băng tần, mất liên lạc,
    signal, no signal, coverage, reception, no service, dropped calls, calls drop, calls don't drop, call drops, emergency only, can't make calls, emergency calls only, towers, bars`,
  data: `data, gói data, gói 4g, gói 5g, gói 3g, gói mạng, dung lượng, lưu lượng, hết dung lượng, hết data, trừ data, mất data, hết tốc độ cao, dung lượng tốc độ cao, data tốc độ cao, bóp băng thông,
    gói không giới hạn, không giới hạn dung lượng, không giới hạn data, gói combo, gói tháng, gói ngày, gói năm, data package, data plan, 4g plan, 5g plan, mobile data, unlimited data, throttles, throttled, gói nào, gói nào rẻ, đăng ký gói, huỷ gói,
    gia hạn gói, đổi gói, mua gói, hết gói`,
  billing: `cước, cước phí, giá cước, tính cước, cước tháng, tra cước, nợ cước, đóng cước, tiền cước, thu cước, báo cước, hoá đơn, trừ tiền, bị trừ tiền, bị trừ, bị trừ cước, trừ cước, trừ oan, trừ nhầm, trừ sai, trừ tài khoản, trừ sạch,
    tự trừ, vẫn trừ, trừ luôn, trừ mất, mất tiền, tài khoản chính, nạp tiền, nạp thẻ, nạp nhầm, thẻ nạp, thẻ cào, gạch nợ, nợ xấu, thanh toán, hoàn tiền, hoàn lại tiền, tiền hoàn, trả lại tiền, trả tiền lại, đòi lại tiền, đóng tiền, thu tiền, tính phí,
    thu phí, mất phí, phí duy trì, phí phát sinh, phí dịch vụ, phí hoà mạng, bay tiền, ăn tiền, tiền trong tài khoản, tự gia hạn, tự động gia hạn, gia hạn tự động, giá tăng, tăng giá, giá rẻ hơn, tăng cước, giảm cước, bị tính tiền, tính tiền,
    bill, billing, charged, charge, charges, overcharged, refund, invoice, top up, hidden fees, my money, tariff, took my money, dịch vụ giá trị gia tăng, dịch vụ nội dung, tiền dịch vụ, trả sau!`,
  sim: `esim, e sim, căn cước, căn cước công dân, thuê bao, chính chủ, chuẩn chủ, đăng ký thông tin, thông tin thuê bao, chuẩn hoá, chuẩn hoá thuê bao, xác thực thuê bao, sinh trắc học, khoá sim, khoá một chiều, khoá 1 chiều, khoá chiều,
    khoá hai chiều, khoá 2 chiều, chặn hai chiều, chặn 2 chiều, chặn 1 chiều, cắt 1 chiều, chuyển mạng giữ số, giữ số, giữ nguyên số, sang tên, đổi chủ, chính chủ sim, hoà mạng, đổi sim, làm lại sim, làm sim, cấp lại sim, mua sim, kích hoạt sim, huỷ sim, sim bị,
    mất sim, sim không, đăng ký sim, mất số, thu hồi số, thu hồi, cắt số, số đẹp, otp, mã otp, sim card, subscription, my sim, my number, keep my number, prepaid, postpaid, register a sim, tên chủ thuê bao, đứng tên, quét qr, cmgs, mnp, ekyc, sim rác, đầu số`,
  internet: `wifi, wi fi, wi - fi, internet, cáp quang, cáp quang biển, tuyến cáp, đứt cáp, modem, router, cục phát, mesh, đèn los, los đỏ, băng thông rộng, băng rộng, lắp mạng, lắp net, lắp internet, mạng nhà, mạng cáp, dây mạng, kéo cáp, kéo dây, báo hỏng, port, mất net,
    mạng fpt, mạng vnpt, đường truyền, mạng wifi, fiber, fibre, ftth, adsl, gpon, ping, net lag, net, lắp đặt, mạng internet, broadband, at home, dời đường truyền, mega, wifi 6, quán net`,
  tv: `truyền hình, tivi, ti vi, mytv, my tv, tv360, tv 360, fpt play, k+, k +, tv box, tivi box, đầu thu, đầu box, kênh truyền hình, kênh thể thao, kênh thiếu nhi, mất kênh, set top box, tv, vtvcab, sctv, sctv online, gói sport, kênh`,
  roaming: `chuyển vùng, chuyển vùng quốc tế, roaming, roam, cvqt, ra nước ngoài, ở nước ngoài, sim du lịch, mạng quốc tế, data roaming, abroad`,
  promotion: `khuyến mãi, khuyến mại, ưu đãi, voucher, mã giảm giá, mã giảm, giảm giá, tích điểm, đổi quà, đổi điểm, quà tặng, được tặng, tặng data, tặng thêm, tặng 20%, tặng 50%, điểm viettel, điểm viettel++, viettel++, vinaphone plus, mobifone next, mã giới thiệu,
    thẻ nạp 50, nhân đôi thẻ nạp, chương trình tri ân, tri ân, ngày vàng, quay số, trúng thưởng, promotion, promo, discount, bonus, khách hàng thân thiết, điểm thưởng`,
  spam: `cuộc gọi rác, gọi rác, tin nhắn rác, tin rác, sms rác, cuộc gọi quảng cáo, tin nhắn quảng cáo, nhắn tin quảng cáo, nhắn quảng cáo, gọi quảng cáo, gọi mời, gọi điện mời, mời vay, mời vay tiền, mời vay vốn, mời mua, nháy máy, gọi nháy,
    làm phiền, quấy rối, khủng bố điện thoại, đòi nợ, spam, spam call, spam calls, loan calls, spam sms, số lạ gọi, số lạ, cuộc gọi lừa đảo, tin nhắn lừa đảo, giả danh, xưng nhân viên, bất động sản, bán số của tôi, bán số tôi, promotional messages, robocalls, chặn số, chặn cuộc gọi, gọi tự động`,
  service: `tổng đài, tổng đài viên, hotline, nhân viên, cửa hàng, điểm giao dịch, phòng giao dịch, đại lý, chăm sóc khách hàng, chăm khách, giao dịch viên, quầy, thái độ, khiếu nại, phản ánh, tư vấn viên, phục vụ, hậu mãi, bảo hành, dịch vụ khách hàng,
    trung tâm viettel, không ai giải quyết, không giải quyết, chưa giải quyết, thợ, anh thợ, kỹ thuật viên, gọi kỹ thuật, đội kỹ thuật, anh em kỹ thuật, nhân viên kỹ thuật, kỹ thuật hẹn, kỹ thuật fpt, kỹ thuật vnpt, kỹ thuật viettel, hỗ trợ nhanh, hỗ trợ nhiệt tình, hỗ trợ tận tình, không hỗ trợ,
    chat hỗ trợ, gọi hỗ trợ, bảo chờ, bắt chờ, chuyển máy, nghe máy, rep inbox, trả lời inbox, check inbox, không ai trả lời, chưa ai trả lời, không hồi âm, chatbot, con bot, toàn bot, hẹn hoài, hẹn mãi, hẹn lần, hẹn rồi không tới, không tới, không thấy tới,     đường dây nóng, bạn tư vấn, tư vấn nhiệt tình, xử lý nhanh, customer service, customer care, support, staff, technician, call center, helpdesk, at the shop, the shop, shop visit, hold music, hung up, hang up, nobody helps, nobody answers`,
  app: `app, ứng dụng, my viettel, myviettel, my vnpt, my mobifone, mymobifone, my vinaphone, hi fpt, viettel money, vnpt money, viettelpay, viettel pay, mobifone money, website, trang web, đăng nhập, giao diện, phần mềm, bản cập nhật,
    cập nhật app, crash, crashing, văng app, log in, login, application`,
};

/** "Mạng": of the phone or of the house, as the rest of the text says. */
export const connectionPhrases = `mạng!, mất mạng, rớt mạng, đứt mạng, sập mạng, nghẽn mạng, lỗi mạng, vào mạng, không có mạng, cái mạng, mạng như, mạng quá, mạng gì, mạng không, mạng rất, mạng nhu, mạng mẽo, không vào nổi mạng, không vào được mạng, network,
  mất kết nối, kết nối, tốc độ, tốc độ mạng, đo tốc độ, mbps, kbps, speedtest, mạng nào, mạng này`;

/** What a slow or broken connection does; of the phone or of the house unless something else is spoken of. */
export const troublePhrases = `lag, giật, đứng hình, load, xoay vòng, xoay vòng vòng, quay đều, chập chờn, buffering, ì ạch, rớt hoài, rớt suốt, chậm như rùa, yếu, slow`;

/** Phrases that hold a word of a topic and are about something else. */
export const notTopics = `mạng xã hội, cộng đồng mạng, dân mạng, cư dân mạng, nhà mạng, tính mạng, mạng người, mạng sống, chuyển mạng, đổi mạng, bỏ mạng, an ninh mạng, sim số đẹp, mạng khác, bán sim, bỏ sim, vứt sim, bẻ sim,
  số điện thoại, tiền bạc, dịch vụ, đáng tiền, sóng gió, sóng thần, lịch phát sóng, làn sóng, tiết kiệm dung lượng, tốn dung lượng, nhân viên ngân hàng, kênh bán hàng, thời tiết, chính chủ cho thuê, internet banking, trang bị, app ngân hàng`;

const qualities = `yếu, chậm, lag, kém, khoẻ, mạnh, chập chờn, lởm, ngon, mượt, giật, đơ, nghẽn, rớt, mất, tệ, ổn, cùi, dở, chán, nhanh, tốt, xịn, ok, bị lag, bị chậm, bị yếu, hơi chậm, hơi yếu, quá chậm, quá yếu, rất yếu, rất chậm, đứt, sập, chết, lỗi, tịt, căng`;
const doings = `mất, rớt, có, không có, hết, bắt, phủ, test, lên, nghẽn, sập, không, chưa có, không nổi`;

/** Two-word phrases: each of `first` before each of `second`. */
function pairs(first: string, second: string): string {
  const seconds = second.split(',');
  return first
    .split(',')
    .flatMap((one) => seconds.map((other) => `${one.trim()} ${other.trim()}`))
    .join(',');
}

const names = Object.values(operators).join(',');

/** Phrases that name the thing safely where marks are missing ("song yeu", "mang lag", "song mobi"). */
export const signalPhrases = [pairs('sóng', qualities), pairs(doings, 'sóng'), pairs('sóng', names)].join(',');
export const connectionPairs = [
  pairs('mạng, net', qualities),
  pairs('mất, rớt, nghẽn, sập, lỗi', 'mạng'),
  pairs('mạng', names),
].join(',');
export const fixedConnection = pairs('mạng, net', fixedProviders);

/** Telling one operator from another, or changing between them. */
export const comparing = `chuyển mạng, chuyển sang, chuyển qua, đổi sang, đổi qua, sang mạng khác, mạng khác, nhà mạng khác, nhà khác, bên khác, dùng mạng khác, đổi nhà mạng, so với, bỏ mạng, chuyển mạng giữ số, cmgs, mạng nào, mnp,
  nhà mạng nào, switching to, switch to, moving to, moved from, another operator, another provider, another company, competitor, đổi mạng`;
