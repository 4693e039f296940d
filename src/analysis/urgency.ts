import type { Urgency, UrgencyReason } from '../domain/analysis.ts';
import { negatorFillers, negators } from './lexicons/urgency.ts';
import type { Unit } from './normalise.ts';
import { findSigns, type Reason, type Signs } from './signs.ts';

const duration = /^(?:ngày|ngay|hôm|hom|tuần|tuan|tháng|thang|năm|days?|weeks?|months?|years?)$/;
const lasting =
  /^(?:rồi|roi|nay|trời|troi|chưa|chua|liền|lien|không|khong|mà|ma|vẫn|van|liên|now|later|and|no|without)$/;
const amount = /^(?:\d{1,3}|mấy|may|hai|ba|cả|ca|two|three|four|five|six)$/;
const contact = /^(?:lần|lan|cuộc|cuoc|times)$/;
/** What a customer does again and again to be heard. */
const asking = /^(?:gọi|goi|hỏi|hoi|hẹn|hen|báo|bao|ra|chat|nhắn|called|đến|den|tới|toi|phản|khiếu)$/;

/** "5 ngày rồi", "2 tuan nay", "three weeks and": a length of time that has already gone by. */
function hasLasted(units: readonly Unit[], at: number): boolean {
  return (
    amount.test(units[at]?.text ?? '') &&
    duration.test(units[at + 1]?.text ?? '') &&
    lasting.test(units[at + 2]?.text ?? '')
  );
}

/** "gọi 7 cuộc", "ra cửa hàng 4 lần": asked at least three times. */
function hasAskedOften(units: readonly Unit[], at: number): boolean {
  const times = Number(units[at]?.text);
  if (!(times >= 3 && times < 100) || !contact.test(units[at + 1]?.text ?? '')) return false;
  return [1, 2, 3, 4, 5].some((back) => asking.test(units[at - back]?.text ?? ''));
}

/** Whether a negator stands before `from`: "chưa bị trừ tiền", "không hề mất sóng". */
export function isNegated(units: readonly Unit[], from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - 4); at -= 1) {
    const word = units[at]?.text ?? '';
    if (negators.test(word)) return true;
    if (!negatorFillers.test(word)) return false;
  }
  return false;
}

interface Found {
  reasons: Reason<UrgencyReason>[];
  /** A time that has gone by: long waiting if something is out of order or asked for. */
  lasted: Reason<'waiting'>[];
}

function findReasons(units: readonly Unit[], signs: Signs): Found {
  const reasons: Reason<UrgencyReason>[] = [];
  for (const { tag, from, to } of signs.urgency) {
    const canBeNegated = tag === 'outage' || tag === 'money' || tag === 'blocked';
    if (!canBeNegated || !isNegated(units, from)) reasons.push({ for: tag, from, to });
  }
  const lasted: Reason<'waiting'>[] = [];
  for (let at = 0; at + 1 < units.length; at += 1) {
    if (hasLasted(units, at)) lasted.push({ for: 'waiting', from: at, to: at + 3 });
    if (hasAskedOften(units, at)) reasons.push({ for: 'waiting', from: at, to: at + 2 });
  }
  return { reasons, lasted };
}

function levelOf(reasons: ReadonlySet<UrgencyReason>): Urgency {
  const has = (each: UrgencyReason) => reasons.has(each);
  const stopped = has('outage') || has('blocked');
  const serious = [stopped, has('money'), has('leaving'), has('waiting'), has('now')].filter(Boolean).length;
  if (has('authority') || has('danger') || (has('everyone') && stopped) || serious > 2) return 'critical';
  return serious > 0 || has('stolen') ? 'high' : 'normal';
}

/** What a text is, as far as urgency goes. */
export interface UrgencyContext {
  isComplaint: boolean;
  isLeaving: boolean;
  isRequest: boolean;
}

/**
 * How fast a text wants an answer, by what is at stake: "low" unless it is a complaint, or asks for help that can't wait
 * (a stolen phone).
 */
export function judgeUrgency(
  units: readonly Unit[],
  { isComplaint, isLeaving, isRequest }: UrgencyContext,
  signs: Signs = findSigns(units),
): { urgency: Urgency; reasons: Reason<UrgencyReason>[] } {
  const { reasons, lasted } = findReasons(units, signs);
  const kinds = new Set(reasons.map((reason) => reason.for));
  if (!isComplaint) {
    const help = isRequest ? reasons.filter(({ for: kind }) => kind === 'stolen' || kind === 'now') : [];
    return help.length > 0 ? { urgency: 'high', reasons: help } : { urgency: 'low', reasons: [] };
  }
  const isWaited = kinds.has('outage') || kinds.has('blocked') || kinds.has('money');
  if (isWaited) reasons.push(...lasted);
  if (isLeaving)
    reasons.push(
      ...signs.relation
        .filter(({ tag }) => tag === 'leaving' || tag === 'to' || tag === 'from')
        .map(({ from, to }): Reason<UrgencyReason> => ({ for: 'leaving', from, to })),
    );
  return { urgency: levelOf(new Set(reasons.map((reason) => reason.for))), reasons };
}
