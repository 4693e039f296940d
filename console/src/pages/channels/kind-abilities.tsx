import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Label } from '../../ui/labels.tsx';
import type { ChannelKind } from './channel-queries.ts';

/** What a kind of channel can do, in a few words each. */
export function KindAbilities({ kind: { limits } }: { kind: ChannelKind }) {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const { maxLength, attachments, deliveryReceipts, idempotencyKey } = limits;
  return (
    <>
      <Label tone="neutral" text={t('abilities.length', { length: format.number(maxLength) })} />
      {attachments !== null && <Label tone="info" text={t('abilities.files')} />}
      {deliveryReceipts && <Label tone="info" text={t('abilities.receipts')} />}
      {idempotencyKey && <Label tone="info" text={t('abilities.once')} />}
    </>
  );
}
