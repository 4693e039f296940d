import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadAnalyser } from '../../src/analysis/analyser.ts';
import { stripDiacritics } from '../../src/analysis/normalise.ts';
import { analysis } from '../../src/domain/analysis.ts';

const analyser = loadAnalyser();
const complaints = [
  'Mạng 4G ở Thanh Xuân chập chờn cả tuần nay, gọi tổng đài ba lần chưa ai xử lý',
  'Tự dưng bị trừ 50k trong tài khoản mà không đăng ký gì, làm ăn kiểu gì vậy',
  'App lỗi liên tục, đăng nhập không được, quá tệ',
  'Nhân viên cửa hàng thái độ rất kém, tôi rất bức xúc',
  'wifi nhà em rớt hoài, báo hỏng 4 ngày rồi không thấy ai tới sửa',
  'Mạng lag kinh khủng, chơi game không nổi, thất vọng',
];
const others = [
  'Cho mình hỏi gói cước nào rẻ mà nhiều data vậy mọi người',
  'Mạng nhanh, nhân viên nhiệt tình, rất hài lòng',
  'Cảm ơn tổng đài đã hỗ trợ nhanh chóng',
  'Nhà mạng vừa công bố vùng phủ sóng 5G mới',
  'Mình mới lắp internet, chạy rất ổn định, tuyệt vời',
];
/** Any text, and texts of the pieces that real ones are made of. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        'mạng',
        'CHẬM',
        'trừ tiền',
        'ko',
        '😡',
        '!!!',
        '0912345678',
        'https://a.vn',
        'the',
        'bill',
        '@ai',
        ':((',
        '\n',
        '10GB',
      ),
    )
    .map((words) => words.join(' ')),
);

describe('loadAnalyser', () => {
  it.each(complaints)('hears the complaint, with and without marks: %s', (text) => {
    for (const spelling of [text, stripDiacritics(text)]) {
      const found = analyser.analyse(spelling);
      expect(found.complaint).toMatchObject({ label: true });
      expect(found.sentiment.label).toBe('negative');
      expect(found.language).toBe('vi');
    }
  });

  it.each(others)('takes this for none: %s', (text) => {
    for (const spelling of [text, stripDiacritics(text)]) {
      const found = analyser.analyse(spelling);
      expect(found.complaint).toMatchObject({ label: false });
      expect(found.sentiment.label).not.toBe('negative');
      expect(found.urgency).toBe('low');
    }
  });

  it('hears English', () => {
    const complaint = analyser.analyse('My internet has been down for three days and nobody answers the hotline');
    expect(complaint).toMatchObject({ language: 'en', sentiment: { label: 'negative' }, complaint: { label: true } });
    const praise = analyser.analyse('Thanks, great service and very fast connection, love it');
    expect(praise).toMatchObject({ language: 'en', sentiment: { label: 'positive' }, complaint: { label: false } });
  });

  it('claims nothing on other languages and empty texts', () => {
    for (const text of ['', '   ', 'Le réseau est très lent depuis hier', '网络太慢了']) {
      expect(analyser.analyse(text)).toMatchObject({
        language: 'other',
        complaint: { label: false, score: 0 },
        sentiment: { label: 'neutral' },
      });
    }
  });

  it('reads a feeling from emoji alone', () => {
    expect(analyser.analyse('😡😡😡').sentiment.label).toBe('negative');
    expect(analyser.analyse('❤️❤️').sentiment.label).toBe('positive');
  });

  it('compares the score with the threshold, given here or when loading', () => {
    const text = 'Mạng hơi chậm';
    const { score } = analyser.analyse(text).complaint;
    expect(analyser.analyse(text, { threshold: score }).complaint).toEqual({ label: true, score });
    expect(analyser.analyse(text, { threshold: Math.min(1, score + 0.001) }).complaint).toEqual({
      label: false,
      score,
    });
    expect(loadAnalyser({ threshold: Math.min(1, score + 0.001) }).analyse(text).complaint.label).toBe(false);
  });

  it('shows words of the text as written for what it says', () => {
    const text = 'Mạng QUÁ TỆ, bị trừ tiền oan';
    const { evidence } = analyser.analyse(text);
    expect(evidence.map((each) => each.for)).toEqual(
      expect.arrayContaining(['complaint', 'sentiment', 'network', 'billing']),
    );
    expect(evidence.find((each) => each.for === 'sentiment')?.text).toMatch(/TỆ/);
    expect(evidence.find((each) => each.for === 'billing')?.text).toBe('bị trừ tiền');
  });

  it('gives a valid analysis of any text, with evidence cut from it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = analysis.parse(analyser.analyse(text));
        for (const { text: words } of found.evidence) expect(text).toContain(words);
      }),
    );
  });

  it('depends on the text alone, not on what was read before', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, other) => {
        const before = analyser.analyse(text);
        analyser.analyse(other);
        expect(analyser.analyse(text)).toEqual(before);
      }),
    );
    expect(loadAnalyser().analyse(complaints[0] ?? '')).toEqual(analyser.analyse(complaints[0] ?? ''));
  });

  // The promise is 50 ms on a quiet machine.
  it.each([
    ['letters', 'a'.repeat(100_000)],
    ['emoji', '😡'.repeat(10_000)],
    ['words', 'không gọi được '.repeat(7_000)],
    ['new words', Array.from({ length: 20_000 }, (_, at) => at.toString(36)).join(' ')],
  ])('is quick on a very long text of %s', (_name, text) => {
    const started = performance.now();
    analyser.analyse(text);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('says which file is missing', () => {
    expect(() => loadAnalyser({ modelsDir: new URL('./none/', import.meta.url) })).toThrow(/vi model .*none\/vi\.bin/);
  });
});
