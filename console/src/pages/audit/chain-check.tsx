import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { CopyLine } from '../../ui/copy-line.tsx';
import { Label } from '../../ui/labels.tsx';

/** Has every hash of the trail checked, and says where it breaks. */
export function ChainCheck() {
  const { t } = useTranslation('audit');
  const check = useAct(() => take(api.POST('/api/audit/verify', { body: {} })));
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
        <Button size="compact-sm" variant="default" onClick={() => check.mutate()} loading={check.isPending}>
          {t('check')}
        </Button>
      </Group>
      {data !== undefined && isWhole && <CopyLine label={t('head')} text={`${data.head.sequence} ${data.head.hash}`} />}
    </Card>
  );
}
