import { Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { CopyLine } from '../../ui/copy-line.tsx';
import { Label } from '../../ui/labels.tsx';
import { headOfText } from './audit-search.ts';

/** Has every hash of the trail checked, and says where it breaks. */
export function ChainCheck() {
  const { t } = useTranslation('audit');
  const [kept, setKept] = useState('');
  const earlier = headOfText(kept);
  const check = useAct(() => take(api.POST('/api/audit/verify', { body: earlier === null ? {} : { earlier } })));
  const { data } = check;
  const isWhole = data?.breaks.length === 0;
  return (
    <Card withBorder padding="sm" mb="md" component="section" aria-label={t('chain')}>
      <Group justify="space-between" align="flex-start">
        <Stack gap={4} flex={1} miw={240} align="flex-start" role="status">
          {data === undefined ? (
            <Text size="sm" fw={600}>
              {t('chain')}
            </Text>
          ) : (
            <Label tone={isWhole ? 'good' : 'bad'} text={t(isWhole ? 'whole' : 'broken')} />
          )}
          <Text size="sm" c="dimmed">
            {data === undefined
              ? t('chainHint')
              : isWhole
                ? t('wholeHint', { count: data.head.sequence })
                : data.breaks.map(({ sequence, reason }) => t(`breaks.${reason}`, { sequence })).join(' ')}
          </Text>
        </Stack>
        <TextInput
          aria-label={t('kept')}
          placeholder={t('kept')}
          value={kept}
          onChange={(event) => setKept(event.currentTarget.value)}
          error={kept.trim() !== '' && earlier === null && t('keptUnread')}
          size="xs"
          w={220}
        />
        <Button size="compact-sm" variant="default" onClick={() => check.mutate()} loading={check.isPending}>
          {t('check')}
        </Button>
      </Group>
      {data !== undefined && isWhole && <CopyLine label={t('head')} text={`${data.head.sequence}:${data.head.hash}`} />}
    </Card>
  );
}
