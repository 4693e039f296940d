import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Part } from '../../ui/part.tsx';
import { WrittenText } from '../../ui/written-text.tsx';
import type { IncidentDetail } from './incident-queries.ts';
import { TextForm } from './text-form.tsx';

/** What colleagues were told of it. */
export function IncidentUpdates({ incident: { id, updates } }: { incident: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  return (
    <Part title={t('updates.title')}>
      <Stack gap="sm">
        {updates.map(({ id: update, at, by, text }) => (
          <div key={update}>
            <Text size="xs" c="dimmed">
              {by} · {format.dateTime(at)}
            </Text>
            <WrittenText text={text} />
          </div>
        ))}
        <TextForm
          label={t('updates.label')}
          hint={t('updates.hint')}
          submit={t('updates.submit')}
          done={t('updates.done')}
          send={(body) => api.POST('/api/incidents/{id}/updates', { params: { path: { id } }, body })}
        />
      </Stack>
    </Part>
  );
}
