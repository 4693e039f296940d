/** Operators and internet providers, and the ways in which people write them. Own lists; `!` as in topics.ts. */
export const operators: Record<string, string> = {
  viettel: `viettel, vietel, viettell, vietteo, viettel telecom, vt, vtt, vtel, my viettel, myviettel, viettel money, viettelpay, viettel pay, viettel++, @viettel`,
  vinaphone: `vinaphone, vina, vinafone, vina phone, vnpt, vnp, my vnpt, myvnpt, vnpt money, vinaphone plus, my vinaphone`,
  mobifone: `mobifone, mobi, mobiphone, mobi fone, mobile fone, mobiphon, mbf, my mobifone, mymobifone, mobifone money`,
  vietnamobile: 'vietnamobile, vietnammobile, vnmb, vnm, vietnam mobile',
  fpt: 'fpt, fpt telecom, fpt play, hi fpt',
  itel: 'itel, i tel, itelecom',
  wintel: 'wintel, reddi',
  local: 'mạng local, sim local, local!',
  gmobile: 'gmobile',
  vnsky: 'vnsky',
  saymee: 'saymee',
  cmc: 'cmc telecom',
  sctv: 'sctv',
};

/** What holds an operator's word and isn't one. */
export const notOperators = `local brand, local area, xe mobi, mobile legends, vt.`;

/** Names that stand for fixed internet more than for the mobile network. */
export const fixedProviders = 'fpt, fpt telecom, vnpt, cmc telecom, sctv';

/** The first named is better than the second. Own list. */
export const betterThan = `hơn, nhanh hơn, mạnh hơn, khoẻ hơn, tốt hơn, ngon hơn, rẻ hơn, mềm hơn, ổn hơn, mượt hơn, ổn định hơn, ăn đứt, vượt, vượt trội, bỏ xa, hơn hẳn, hơn đứt,
  nhanh nhất, mạnh nhất, khoẻ nhất, tốt nhất, ngon nhất, số 1, number one, better than, faster than, cheaper than, beats`;
/** The first named is worse than the second. */
export const worseThan = `thua, thua xa, kém hơn, kém xa, chậm hơn, yếu hơn, đắt hơn, mắc hơn, tệ hơn, lởm hơn, không bằng, không nhanh bằng, sao bằng, chưa bằng, học được, học hỏi, học,
  worse than, slower than, not as good as, more expensive than`;

/** Before the operator that somebody leaves, and before the one that they go to. */
export const leavesFrom = `bỏ, bỏ mạng, chia tay, tạm biệt, bye, bye bye, cắt, cắt mạng, huỷ, chê, chịu hết nổi, chán, moved from, switched from, done with, leaving, left, quit, bẻ sim, vứt sim`;
export const goesTo = `sang, qua, chuyển sang, chuyển qua, đổi sang, đổi qua, chuyển về, quay về, về với, chạy sang, chạy qua, nhảy sang, nhảy qua, lắp, giữ, chọn, mua, làm cái sim, làm sim, lắp net, sắm, kéo,
  switch to, switched to, switching to, moving to, move to, moved to, moving my number to, going to, chuyển mạng sang, chuyển mạng qua`;
