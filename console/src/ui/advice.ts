import type { TFunction } from 'i18next';
import { asProblem } from '../api/problem.ts';

const TITLES = {
  0: 'problem.offline',
  401: 'problem.signedOut',
  403: 'problem.forbidden',
  404: 'problem.notFound',
  409: 'problem.conflict',
  412: 'problem.stale',
  422: 'problem.invalid',
  429: 'problem.tooMany',
  503: 'problem.unavailable',
} as const;

/** What a refusal is called, and what to do: the API's own advice where it gave some, beside each wrong field's. */
export function adviceOf(error: unknown, t: TFunction): { title: string; advice: string; instance: string | null } {
  const { status, detail, fields, instance } = asProblem(error);
  const title = t(TITLES[status as keyof typeof TITLES] ?? 'problem.other');
  const wrong = Object.entries(fields).map(([path, message]) => `${path}: ${message}`);
  const advice = status === 412 ? t('problem.staleAdvice') : [detail, ...wrong].filter(Boolean).join(' · ');
  return { title, advice: advice || t('problem.tryAgain'), instance: status >= 500 ? instance : null };
}
