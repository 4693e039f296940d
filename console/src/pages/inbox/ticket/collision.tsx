import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../api/types.ts';
import type { Doing } from './use-onlookers.ts';

export type Onlooker = Answer<'/api/tickets/{number}/onlookers', 'get'>['items'][number];

/** Two answers to one customer are worse than none. */
export function Collision({ onlookers }: { onlookers: readonly Onlooker[] }) {
  const { t } = useTranslation('inbox');
  const names = (doing: Doing) =>
    onlookers
      .filter((each) => each.doing === doing)
      .map(({ user }) => user.name)
      .join(', ');
  const answering = names('answering');
  const viewing = names('viewing');
  return (
    <div role="status">
      {answering !== '' && (
        <Alert color="orange" variant="light" py={6} mb={8}>
          {t('onlookers.answering', { names: answering })}
        </Alert>
      )}
      {viewing !== '' && (
        <Text size="xs" c="dimmed" mb={6}>
          {t('onlookers.viewing', { names: viewing })}
        </Text>
      )}
    </div>
  );
}
