import type { Urgency } from '../domain/analysis.ts';
import { type UrgencyReason, urgencyPhrases } from './lexicons/urgency.ts';
import type { Unit } from './normalise.ts';
import { PhraseFinder } from './phrases.ts';
import type { Reason } from './topics.ts';

const finder = new PhraseFinder<UrgencyReason>();
for (const [reason, phrases] of Object.entries(urgencyPhrases)) finder.add(reason as UrgencyReason, phrases);

const duration = /^(?:ngày|ngay|hôm|hom|tuần|tuan|tháng|thang|tiếng|tieng|giờ|gio|days?|weeks?|months?|hours?)$/;
const lasting = /^(?:rồi|roi|nay|trời|troi|chưa|chua|liền|lien|không|khong|mà|ma|vẫn|van|liên|now|later|and|no)$/;

/** "5 ngày rồi", "2 tuan nay", "three weeks and": a length of time that has already gone by. */
function findWaiting(units: readonly Unit[]): Reason<UrgencyReason>[] {
  const found: Reason<UrgencyReason>[] = [];
  for (let at = 0; at + 2 < units.length; at += 1) {
    const amount = units[at]?.text ?? '';
    const isAmount = /^(?:\d{1,3}|mấy|may|two|three|four|five|six)$/.test(amount);
    if (isAmount && duration.test(units[at + 1]?.text ?? '') && lasting.test(units[at + 2]?.text ?? '')) {
      found.push({ for: 'waiting', from: at, to: at + 3 });
    }
  }
  return found;
}

function levelOf(reasons: ReadonlySet<UrgencyReason>): Urgency {
  const serious = (['outage', 'money', 'leaving', 'waiting', 'now'] as const).filter((each) =>
    reasons.has(each),
  ).length;
  if (reasons.has('authority') || (reasons.has('everyone') && reasons.has('outage')) || serious > 2) return 'critical';
  if (serious > 1 || reasons.has('outage') || reasons.has('money') || reasons.has('leaving')) return 'high';
  return 'normal';
}

/** How fast a text wants an answer: "low" unless it is a complaint; then by what is at stake. */
export function judgeUrgency(
  units: readonly Unit[],
  isComplaint: boolean,
): { urgency: Urgency; reasons: Reason<UrgencyReason>[] } {
  if (!isComplaint) return { urgency: 'low', reasons: [] };
  const reasons = finder.find(units).map(({ tag, from, to }): Reason<UrgencyReason> => ({ for: tag, from, to }));
  reasons.push(...findWaiting(units));
  return { urgency: levelOf(new Set(reasons.map((reason) => reason.for))), reasons };
}
