import { describe, expect, it } from 'vitest';
import { normalisedUnits, stripDiacritics } from '../../src/analysis/normalise.ts';
import { findSpam } from '../../src/analysis/spam.ts';
import { findTopics } from '../../src/analysis/topics.ts';
import { judgeUrgency } from '../../src/analysis/urgency.ts';

const topicsOf = (text: string, ownBrand?: string) =>
  [...new Set(findTopics(normalisedUnits(text), undefined, ownBrand).map((reason) => reason.for))].sort();

describe('findTopics', () => {
  const golden: [string, string[]][] = [
    ['Sóng yếu, 4G chập chờn cả tuần', ['network']],
    ['Mất mạng từ sáng, tổng đài không nghe máy', ['network', 'service']],
    ['Gói ST90 hết dung lượng nhanh bất thường', ['data']],
    ['Tự nhiên bị trừ tiền trong tài khoản', ['billing']],
    ['Hoá đơn tháng này sai', ['billing']],
    ['Sim bị khoá 2 chiều dù đã chuẩn hoá thuê bao', ['sim']],
    ['Wifi nhà mình đèn los đỏ', ['internet']],
    ['Truyền hình đứng hình liên tục', ['tv']],
    ['Qua Thái đăng ký roaming mà không dùng được', ['roaming']],
    ['Khuyến mãi 20% thẻ nạp', ['billing', 'promotion']],
    ['Cuộc gọi rác mỗi ngày 5 lần', ['spam']],
    ['Nhân viên cửa hàng thái độ lồi lõm', ['service']],
    ['Ứng dụng không đăng nhập được', ['app']],
    ['Đăng bài lên mạng xã hội cho vui', []],
    ['Hôm nay trời đẹp', []],
  ];
  it.each(golden)('%s', (text, topics) => expect(topicsOf(text)).toEqual(topics));
  it.each(golden)('without marks: %s', (text, topics) => expect(topicsOf(stripDiacritics(text))).toEqual(topics));

  it.each([
    ['nho mang theo cccd', ['sim']],
    ['bai hat hay, giong ca vang', []],
    ['Mắng nhân viên', ['service']],
  ])('is not misled by words that are alike without marks: %s', (text, topics) => {
    expect(topicsOf(text)).toEqual(topics);
  });

  it('names a competitor: a change, two operators, or any but our own', () => {
    expect(topicsOf('Chán quá, chuyển sang Vina thôi')).toContain('competitor');
    expect(topicsOf('vietel hay mobi ngon hon')).toContain('competitor');
    expect(topicsOf('Viettel ngon')).not.toContain('competitor');
    expect(topicsOf('Viettel ngon', 'viettel')).not.toContain('competitor');
    expect(topicsOf('Viettel ngon', 'mobifone')).toContain('competitor');
  });

  it('shows the words that it found', () => {
    const text = 'Mạng thì chập chờn, lại còn TRỪ TIỀN';
    const units = normalisedUnits(text);
    const words = findTopics(units).map(({ for: topic, from, to }) => [
      topic,
      text.slice(units[from]?.start, units[to - 1]?.end),
    ]);
    expect(words).toEqual([
      ['network', 'Mạng'],
      ['network', 'chập chờn'],
      ['billing', 'TRỪ TIỀN'],
    ]);
  });
});

describe('judgeUrgency', () => {
  const complaint = { isComplaint: true, isLeaving: false, isRequest: false };
  const golden: [string, string][] = [
    ['App hơi rối', 'normal'],
    ['Mạng chậm 3 ngày nay', 'normal'],
    ['Bị trừ tiền oan', 'high'],
    ['Mất mạng từ sáng', 'high'],
    ['Mất mạng 5 ngày rồi, không ai giải quyết, tôi sẽ huỷ hợp đồng', 'critical'],
    ['Cả khu mất sóng', 'critical'],
    ['Tôi sẽ gửi đơn lên Bộ Thông tin và Truyền thông', 'critical'],
    ['No internet for days, I will report you to the authority', 'critical'],
  ];
  it.each(golden)('%s: %s', (text, urgency) => {
    expect(judgeUrgency(normalisedUnits(text), complaint).urgency).toBe(urgency);
    expect(judgeUrgency(normalisedUnits(stripDiacritics(text)), complaint).urgency).toBe(urgency);
  });

  it('is high for who means to leave', () => {
    const units = normalisedUnits('Chán rồi, tháng sau chuyển mạng');
    expect(judgeUrgency(units, { ...complaint, isLeaving: true }).urgency).toBe('high');
    expect(judgeUrgency(units, complaint).urgency).toBe('normal');
  });

  it('is low for what is no complaint', () => {
    expect(judgeUrgency(normalisedUnits('Mất mạng'), { ...complaint, isComplaint: false })).toEqual({
      urgency: 'low',
      reasons: [],
    });
  });
});

describe('findSpam', () => {
  const isSpam = (text: string, complaint = false) => findSpam(normalisedUnits(text), complaint).length > 0;

  it.each([
    'Bán sim số đẹp giá rẻ, lh zalo 0912345678',
    'Tuyển CTV làm tại nhà thu nhập 10tr, inbox em nhé',
    'tuyen cong tac vien lam tai nha, hoa hong cao',
    'Vay tiền nhanh giải ngân trong ngày, không thế chấp',
    'Lắp mạng giá rẻ, miễn phí lắp đặt, liên hệ 0987 654 321',
    'NHÀ CÁI uy tín, nạp đầu tặng 100%',
  ])('%s', (text) => expect(isSpam(text)).toBe(true));

  it.each([
    'Cho hỏi giá sim số đẹp ạ',
    'Tôi bị gọi mời vay tiền suốt ngày',
    'Liên hệ tổng đài giúp mình với',
    'Mạng chậm quá, liên hệ 0912345678 giúp tôi',
  ])('not %s', (text) => expect(isSpam(text, text.includes('chậm'))).toBe(false));
});
