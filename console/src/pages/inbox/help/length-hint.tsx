import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';

/** How long a reply is beside what one message of its channel takes. */
export function LengthHint({ text, maxLength }: { text: string; maxLength: number }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const length = [...text.trim()].length;
  if (length === 0) return null;
  const shown = { length: format.number(length), max: format.number(maxLength) };
  return (
    <Text span size="xs" c={length > maxLength ? 'var(--mantine-color-error)' : 'dimmed'}>
      {t(length > maxLength ? 'length.over' : 'length.fits', shown)}
    </Text>
  );
}
