import { leavingCues } from './intent.ts';
import type { AttitudeCue } from './lexicons/attitude.ts';
import type { Unit } from './normalise.ts';
import type { Reason, Signs } from './signs.ts';
import { findSpam } from './spam.ts';
import { isNegated } from './urgency.ts';

/** What the words of a text show of its author's attitude: whether each cue is there. The order is part of the model format. */
export const attitudeCues = [
  'fault',
  'loss',
  'unanswered',
  'cross',
  'pleased',
  'hypothetical',
  'asks',
  'requests',
  'states',
  'leaves',
  'advertises',
  'ironic',
] as const;
export type Cue = (typeof attitudeCues)[number];
export type Cues = ReadonlySet<Cue>;

/** How far each cue moves the log-odds of a complaint, of a negative and of a positive sentiment in English; Vietnamese heads have learnt it. */
const weights: Record<Cue, readonly [complaint: number, negative: number, positive: number]> = {
  fault: [0.8, 0.8, -0.5],
  loss: [0.8, 0.8, -0.5],
  unanswered: [1, 1, -0.5],
  cross: [1.2, 1.2, -1],
  pleased: [-0.8, -0.8, 1],
  hypothetical: [-1.5, -1.5, 0],
  asks: [-0.8, -1, -1],
  requests: [-0.8, -1, -0.5],
  states: [-0.8, -0.8, -0.5],
  leaves: [1.5, 1, -1],
  advertises: [-2, -2, -1],
  ironic: [3, 3, -3],
};

/** How much of the weights counts. */
const strength = 0.3;

const faulty: readonly AttitudeCue[] = ['fault', 'loss', 'unanswered'];

/** Praise and a fault in one breath ("tuyệt vời, cả ngày không vào nổi mạng"): the words of both, if it reads so. */
export function findIrony(units: readonly Unit[], signs: Signs): Reason<'sarcasm'>[] {
  const pleased = signs.attitude.filter(({ tag, from }) => tag === 'pleased' && !isNegated(units, from));
  const faults = signs.attitude.filter(({ tag, from }) => faulty.includes(tag) && !isNegated(units, from));
  if (pleased.length === 0 || faults.length === 0) return [];
  return [...pleased, ...faults].map(({ from, to }) => ({ for: 'sarcasm', from, to }));
}

/** The cues of a text. */
export function findCues(units: readonly Unit[], signs: Signs): Cues {
  const cues = new Set<Cue>();
  for (const { tag, from } of signs.attitude) if (!isNegated(units, from)) cues.add(tag);
  for (const { tag } of signs.intent) {
    cues.add(tag === 'question' ? 'asks' : tag === 'request' ? 'requests' : 'states');
  }
  if (leavingCues(signs, true).length > 0) cues.add('leaves');
  if (findSpam(units, false, signs).length > 0) cues.add('advertises');
  if (findIrony(units, signs).length > 0) cues.add('ironic');
  return cues;
}

const logit = (share: number) =>
  Math.log(Math.min(0.999, Math.max(0.001, share)) / (1 - Math.min(0.999, Math.max(0.001, share))));

/** The probabilities of complaint and of negative, neutral and positive sentiment, moved by the cues. */
export function weighCues(
  opinion: { complaint: number; sentiment: readonly number[] },
  cues: Cues,
): { complaint: number; sentiment: readonly number[] } {
  let complaint = 0;
  let negative = 0;
  let positive = 0;
  for (const cue of cues) {
    complaint += strength * weights[cue][0];
    negative += strength * weights[cue][1];
    positive += strength * weights[cue][2];
  }
  if (complaint === 0 && negative === 0 && positive === 0) return opinion;
  const moved = 1 / (1 + Math.exp(-logit(opinion.complaint) - complaint));
  const [no = 0, even = 0, yes = 0] = opinion.sentiment;
  const raised = [no * Math.exp(negative), even, yes * Math.exp(positive)];
  const sum = raised.reduce((total, each) => total + each, 0);
  return { complaint: moved, sentiment: sum > 0 ? raised.map((each) => each / sum) : opinion.sentiment };
}
