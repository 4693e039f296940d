import { Group, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../api/types.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import type { Draft } from './drafts.ts';

type Route = Answer<'/api/tickets/{number}/reply-routes', 'get'>['items'][number];

/** The way that a draft goes; undefined: none from here. */
export const routeOf = (routes: readonly Route[], draft: Draft): Route | undefined =>
  routes.find(({ channel }) => channel.id === draft.channel) ?? routes.find(({ usual }) => usual);

type RouteChoiceProps = { routes: readonly Route[]; draft: Draft; onChange: (part: Partial<Draft>) => void };

/** Where the answer goes, until when that is possible, and why it is not. */
export function RouteChoice({ routes, draft, onChange }: RouteChoiceProps) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const route = routeOf(routes, draft);
  if (routes.length === 0) return null;
  return (
    <Group gap={8}>
      {route?.windowEndsAt && (
        <Text size="xs" c="dimmed">
          {t('windowEnds', { time: format.dateTime(route.windowEndsAt) })}
        </Text>
      )}
      {route?.refusal && (
        <Text size="xs" c="var(--mantine-color-error)">
          {route.refusal}
        </Text>
      )}
      <Select
        size="xs"
        w={190}
        aria-label={t('via')}
        placeholder={t('via')}
        data={routes.map(({ channel }) => ({ value: channel.id, label: t('viaChannel', { name: channel.name }) }))}
        value={route?.channel.id ?? null}
        onChange={(channel) => onChange({ channel: channel ?? undefined })}
        allowDeselect={false}
      />
    </Group>
  );
}
