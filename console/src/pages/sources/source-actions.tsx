import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type Source, take } from '../../api/client.ts';
import { notifyDone, notifyProblem } from '../../ui/notify.ts';

/** What an administrator does with a source that is there. */
export function SourceActions({ source: { id, name, kind, enabled, setAsideAt } }: { source: Source }) {
  const { t } = useTranslation('sources');
  const queries = useQueryClient();
  const params = { path: { id } };
  const settled = (text: string) => ({
    onSuccess() {
      notifyDone(text);
      void queries.invalidateQueries({ queryKey: ['sources'] });
    },
    onError: notifyProblem,
  });
  const collect = useMutation({
    mutationFn: () => take(api.POST('/api/sources/{id}/collect', { params })),
    ...settled(t('collecting', { name })),
  });
  const runs = enabled && setAsideAt === null;
  const toggle = useMutation({
    mutationFn: () => take(api.PATCH('/api/sources/{id}', { params, body: { enabled: !runs } })),
    ...settled(runs ? t('paused', { name }) : t('resumed', { name })),
  });
  if (kind === 'import') return null;
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        size="compact-sm"
        variant="default"
        loading={collect.isPending}
        onClick={() => collect.mutate()}
        aria-label={t('collectNamed', { name })}
      >
        {t('collect')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        loading={toggle.isPending}
        onClick={() => toggle.mutate()}
        aria-label={runs ? t('pauseNamed', { name }) : t('resumeNamed', { name })}
      >
        {runs ? t('pause') : t('resume')}
      </Button>
    </Group>
  );
}
