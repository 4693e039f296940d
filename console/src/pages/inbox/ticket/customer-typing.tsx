import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onTyping } from '../../../api/typing.ts';

/** The chat says again every few seconds that its visitor types; when it is closed it says nothing more. */
const LASTS_MS = 8000;

/** Says that the customer of a web chat is typing. */
export function CustomerTyping({ ticket }: { ticket: number }) {
  const { t } = useTranslation('inbox');
  const [isTyping, setTyping] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const off = onTyping((of, now) => {
      if (of !== ticket) return;
      clearTimeout(timer);
      setTyping(now);
      if (now) timer = setTimeout(() => setTyping(false), LASTS_MS);
    });
    return () => {
      clearTimeout(timer);
      off();
      setTyping(false);
    };
  }, [ticket]);
  return (
    <Text role="status" size="xs" c="dimmed" px="md">
      {isTyping ? t('customerTyping') : ''}
    </Text>
  );
}
