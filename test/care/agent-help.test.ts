import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/analysis/fold.ts';
import { firstAnswer, wantsPerson } from '../../src/care/first-answer.ts';
import { checkTemplate, fillTemplate, TEMPLATE_VARIABLES } from '../../src/care/template.ts';
import { firstAnswerSettings } from '../../src/domain/help.ts';
import { InvalidInput } from '../../src/errors.ts';

describe('a text with variables', () => {
  it('is filled in once: values are never looked through', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATE_VARIABLES), fc.string(), fc.string(), (name, value, around) => {
        const plain = around.replace(/[{}]/g, '');
        expect(fillTemplate(`${plain}{{ ${name} }}${plain}`, { [name]: value })).toBe(plain + value + plain);
        expect(fillTemplate(`{{${name}}}`, { [name]: `{{${name}}}` })).toBe(`{{${name}}}`);
      }),
    );
  });

  it('is either refused or leaves no brace when it is filled in with nothing', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('{{', '}}', '|', ...TEMPLATE_VARIABLES.map((name) => `{{${name}|x}}`)),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        try {
          checkTemplate(text, 'text');
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInput);
          return;
        }
        expect(fillTemplate(text, {})).not.toMatch(/\{\{|\}\}/);
      }),
    );
  });
});

describe('who asks for a person', () => {
  it.each([
    'Cho tôi gặp nhân viên',
    'cho e gap nhan vien voi',
    'gặp tổng đài viên',
    'Nói chuyện với người thật đi',
    'kết nối nhân viên',
    'chuyển cho nhân viên tư vấn',
    'I want to talk to a human',
    'speak with an agent please',
  ])('is understood: %s', (text) => expect(wantsPerson(fold(text))).toBe(true));

  it.each(['Nhân viên tệ quá', 'gặp sự cố mạng', 'Hôm qua tôi ra cửa hàng', 'my agent was rude'])(
    'is not taken for one: %s',
    (text) => expect(wantsPerson(fold(text))).toBe(false),
  );
});

describe('the first answer', () => {
  const settings = firstAnswerSettings.parse({ enabled: true, channels: ['ott'] });
  const facts = {
    channel: 'ott',
    isPublic: false,
    isSpam: false,
    isOpen: true,
    articles: [],
    values: { 'ticket.code': '#7' },
  };

  it('is given where the desk wants it, and never to spam', () => {
    expect(firstAnswer(settings, facts)).toContain('anh/chị đã liên hệ. Yêu cầu của mình có mã #7');
    expect(firstAnswer(settings, { ...facts, isSpam: true })).toBeNull();
    expect(firstAnswer(settings, { ...facts, channel: 'email' })).toBeNull();
    expect(firstAnswer(settings, { ...facts, isPublic: true })).toBeNull();
    expect(firstAnswer({ ...settings, enabled: false }, facts)).toBeNull();
  });

  it('tells when work goes on, three answers at most, none in public, and always the way to a person', () => {
    const articles = Array.from({ length: 5 }, (_, at) => ({ question: `Câu ${at}?`, answer: 'x'.repeat(600) }));
    const values = { ...facts.values, opens: '08:00 ngày 05/03' };
    const text = firstAnswer(settings, { ...facts, articles, isOpen: false, values }) ?? '';
    expect(text).toContain('Nhân viên trả lời từ 08:00 ngày 05/03.');
    expect(text.match(/• Câu/g)).toHaveLength(3);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(400);
    expect(text).toMatch(/gặp nhân viên[^\n]*$/);
    const everywhere = { ...settings, publicPosts: true };
    expect(firstAnswer(everywhere, { ...facts, articles, isPublic: true })).not.toContain('Câu');
  });
});
