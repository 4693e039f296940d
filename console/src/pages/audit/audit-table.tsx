import { Anchor, Code, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';

const WRAPPED = { overflowWrap: 'anywhere', whiteSpace: 'normal' } as const;

type Entry = Answer<'/api/audit', 'get'>['items'][number];

/** The acts, the newest first; a press on a subject shows all that happened to it. */
export function AuditTable({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const columns: Column<Entry>[] = [
    { id: 'at', title: t('at'), cell: ({ at }) => format.dateTime(at) },
    {
      id: 'actor',
      title: t('actor'),
      cell: ({ actor, ip }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {actor.kind === 'system' ? t('system') : actor.name}
          </Text>
          <Text size="xs" c="dimmed">
            {ip ?? t(`actors.${actor.kind}`)}
          </Text>
        </Stack>
      ),
    },
    {
      id: 'act',
      title: t('act'),
      cell: ({ act }) => (
        <Stack gap={0}>
          <Text size="sm">{t(`acts.${act.replace('.', '-')}`, { defaultValue: act })}</Text>
          <Text size="xs" c="dimmed">
            {act}
          </Text>
        </Stack>
      ),
    },
    { id: 'subject', title: t('subject'), cell: ({ subject }) => <Subject subject={subject} /> },
    { id: 'details', title: t('details'), cell: ({ details }) => <Details details={details} /> },
  ];
  return <DataTable caption={t('title')} columns={columns} rows={entries} rowKey={({ id }) => id} />;
}

function Subject({ subject: { kind, id } }: { subject: Entry['subject'] }) {
  const { t } = useTranslation('audit');
  const name = t(`nouns.${kind}`, { defaultValue: kind });
  if (id === null) return <Text size="sm">{name}</Text>;
  return (
    <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/audit" search={{ subject: id }} />}>
      {name} {id.length > 8 ? id.slice(0, 8) : id}
    </Anchor>
  );
}

const SHORT = 160;

/** Long ones are folded. */
function Details({ details }: { details: Entry['details'] }) {
  if (Object.keys(details).length === 0) return null;
  const text = JSON.stringify(details);
  if (text.length <= SHORT) return <Code style={WRAPPED}>{text}</Code>;
  return (
    <details>
      <summary>
        <Code style={WRAPPED}>{`${text.slice(0, SHORT)}…`}</Code>
      </summary>
      <Code style={WRAPPED}>{text}</Code>
    </details>
  );
}
