import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../api/types.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Label, type Tone } from '../../ui/labels.tsx';
import { useNow } from '../../ui/use-now.ts';
import { dueOf, type Pressure } from './due.ts';

const TONES: Record<Pressure, Tone> = {
  overdue: 'bad',
  soon: 'warning',
  later: 'neutral',
  snoozed: 'info',
  none: 'neutral',
};

/** How long a ticket's next clock still runs, in words; which clock it is stands in its title. */
export function DueLabel({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { pressure, ms, clock } = dueOf(ticket, useNow());
  if (ms === null || pressure === 'none') return null;
  const time = format.duration(ms);
  const text =
    pressure === 'overdue'
      ? t('due.overdue', { time })
      : pressure === 'snoozed'
        ? t('due.snoozed', { time })
        : t('due.left', { time });
  return <Label tone={TONES[pressure]} text={text} {...(clock === null ? {} : { title: t(`clock.${clock}`) })} />;
}
