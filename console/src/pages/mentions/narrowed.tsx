import { Button, Group } from '@mantine/core';
import { Cross2Icon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import type { MentionsSearch } from './mentions-search.ts';

/** What the mentions are narrowed to beside the filters, such as by a chart that led here; a press takes one away. */
export function Narrowed() {
  const { t } = useTranslation('mentions');
  const search = useSearch({ from: '/shell/mentions' });
  const narrow = useNarrow('/mentions', search);
  const texts = useTexts(search);
  if (texts.length === 0) return null;
  return (
    <Group gap="xs" mb="md" role="group" aria-label={t('narrowed')}>
      {texts.map(([name, text]) => (
        <Button
          key={name}
          size="compact-sm"
          variant="default"
          rightSection={<Cross2Icon />}
          aria-label={t('widen', { text })}
          onClick={() => narrow({ [name]: undefined })}
        >
          {text}
        </Button>
      ))}
    </Group>
  );
}

function useTexts({ topic, source, brand, province, counted, from, to }: MentionsSearch): [string, string][] {
  const { t } = useTranslation('mentions');
  const { t: label } = useTranslation('labels');
  const format = useFormat();
  const sourceName = useSourceName(source);
  const texts: Partial<Record<keyof MentionsSearch, string | undefined>> = {
    topic: topic && label(`topic.${topic}`),
    source: source && (sourceName ?? source),
    brand,
    province,
    from: from && t('from', { instant: format.dateTime(from) }),
    to: to && t('to', { instant: format.dateTime(to) }),
    counted: counted && t('counted'),
  };
  return Object.entries(texts).filter((each): each is [string, string] => each[1] !== undefined);
}

function useSourceName(id: string | undefined): string | undefined {
  const enabled = useMay('sources:read') && id !== undefined;
  const { data } = useQuery({
    queryKey: ['sources', id],
    queryFn: ({ signal }) => take(api.GET('/api/sources/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled,
  });
  return data?.name;
}
