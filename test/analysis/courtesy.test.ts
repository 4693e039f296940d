import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCourtesy } from '../../src/analysis/courtesy.ts';

describe('manners of a reply', () => {
  it.each([
    ['Dạ em chào chị, em xin hỗ trợ mình ạ.', true],
    ['Xin chào Quý khách', true],
    ['kinh gui anh Nam', true],
    ['Hello, thank you for writing', true],
    ['Chi tiết gói cước như sau', false],
    ['Đã kiểm tra. Mạng bình thường.', false],
    ['Hiện tại mạng đã ổn định', false],
    [`${'Nội dung dài. '.repeat(10)} Em chào chị`, false],
  ])('greets at the beginning: %s', (text, expected) => {
    expect(findCourtesy(text).greeting).toBe(expected);
  });

  it.each([
    ['Đã xử lý xong. Em cảm ơn chị!', true],
    ['Chúc anh một ngày tốt lành', true],
    ['Trân trọng.', true],
    ['It is fixed. Best regards', true],
    ['Tự gọi tổng đài đi', false],
    [`Cảm ơn. ${'Phần sau rất dài. '.repeat(20)}`, false],
  ])('closes at the end: %s', (text, expected) => {
    expect(findCourtesy(text).closing).toBe(expected);
  });

  it.each([
    ['Bên em sẽ phản hồi trong vòng 24 giờ ạ', { minutes: 1440 }],
    ['Kỹ thuật sẽ xử lý trong 2h', { minutes: 120 }],
    ['em se goi lai trong 30 phut nhe', { minutes: 30 }],
    ['Bên em sẽ giải quyết trong vòng 3-5 ngày làm việc.', { workingDays: 5 }],
    ['We will reply within 2 business days', { workingDays: 2 }],
    ['We will call you within 1 hour', { minutes: 60 }],
    ['Trong 24 giờ qua khu vực đã kiểm tra xong', null],
    ['Gói cước dùng trong 30 ngày', null],
    ['Em sẽ kiểm tra. Gói dùng trong 30 ngày.', null],
    ['Em sẽ kiểm tra ngay', null],
  ])('promises: %s', (text, expected) => {
    expect(findCourtesy(text).promise).toEqual(expected);
  });

  it('apologises', () => {
    expect(findCourtesy('Em rất tiếc vì sự cố').apology).toBe(true);
    expect(findCourtesy('Lỗi do máy').apology).toBe(false);
  });

  it('reads any text, long and hostile ones in no time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
        const { promise } = findCourtesy(`Em sẽ gọi lại trong 2 giờ. ${text}`);
        expect(promise).toEqual({ minutes: 120 });
      }),
    );
    for (const piece of ['trong ', 'se trong 1 ', 'xin loi ', 'mong ', 'cam '])
      expect(() => findCourtesy(piece.repeat(50_000))).not.toThrow();
  });
});
