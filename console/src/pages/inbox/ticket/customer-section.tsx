import { ActionIcon, Group, Stack, Text, Tooltip } from '@mantine/core';
import { EyeNoneIcon, EyeOpenIcon } from '@radix-ui/react-icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../../api/client.ts';
import { useMay } from '../../../api/session.ts';
import type { Answer } from '../../../api/types.ts';
import { Label } from '../../../ui/labels.tsx';
import { notifyProblem } from '../../../ui/notify.ts';
import { customerQuery } from '../customer-queries.ts';
import { CustomerHistory } from './customer-history.tsx';
import { CustomerMatches } from './customer-matches.tsx';
import { CustomerNotes } from './customer-notes.tsx';
import { Section } from './section.tsx';
import { MASK } from './timeline.ts';

type Customer = Answer<'/api/customers/{id}', 'get'>;

interface CustomerSectionProps {
  customer: { id: string; name: string | null };
  /** The one that is shown beside. */
  ticket: number;
}

/** Who wrote: what they are known by, what there was with them before, what colleagues noted. */
export function CustomerSection({ customer: { id, name }, ticket }: CustomerSectionProps) {
  const { t } = useTranslation('inbox');
  const { data } = useQuery(customerQuery(id));
  const reveal = useMutation({
    mutationFn: () => take(api.POST('/api/customers/{id}/reveal', { params: { path: { id } } })),
    onError: notifyProblem,
    gcTime: 0,
  });
  const shown = reveal.data ?? data;
  return (
    <>
      <Section title={t('side.customer')}>
        <Group justify="space-between" wrap="nowrap" gap={4}>
          <Text size="sm" fw={550}>
            {shown?.name ?? name ?? t('noCustomer')}
          </Text>
          {data !== undefined && isMasked(data) && (
            <RevealIcon isShown={reveal.data !== undefined} onShow={() => reveal.mutate()} onHide={reveal.reset} />
          )}
        </Group>
        {shown !== undefined && <KnownBy customer={shown} />}
        <CustomerMatches id={id} />
      </Section>
      {shown !== undefined && <CustomerHistory id={id} except={ticket} />}
      {shown !== undefined && <CustomerNotes id={id} notes={shown.notes} />}
    </>
  );
}

const isMasked = ({ keys, identities, notes }: Customer): boolean =>
  [
    ...keys.map(({ value }) => value),
    ...identities.map(({ externalId }) => externalId),
    ...notes.map(({ text }) => text),
  ].some((value) => value.includes(MASK));

function RevealIcon({ isShown, onShow, onHide }: { isShown: boolean; onShow: () => void; onHide: () => void }) {
  const { t } = useTranslation('inbox');
  const may = useMay('personal-data:reveal');
  if (!may) return null;
  const words = t(isShown ? 'reveal.hide' : 'reveal.show');
  return (
    <Tooltip label={t('reveal.hint')} multiline w={220}>
      <ActionIcon variant="subtle" color="gray" aria-label={words} onClick={isShown ? onHide : onShow}>
        {isShown ? <EyeNoneIcon /> : <EyeOpenIcon />}
      </ActionIcon>
    </Tooltip>
  );
}

/** Numbers and addresses, then the places where they write. */
function KnownBy({ customer: { keys, identities } }: { customer: Customer }) {
  const { t } = useTranslation('inbox');
  const told = keys.filter(({ kind }) => kind === 'phone' || kind === 'email');
  const channels = [...new Set(identities.map(({ channel }) => channel))];
  return (
    <Stack gap={4} mt={4}>
      {told.map(({ kind, value }) => (
        <Text key={`${kind} ${value}`} size="xs">
          {`${t(`known.${kind as 'phone' | 'email'}`)}: ${value}`}
        </Text>
      ))}
      <Group gap={4}>
        {channels.map((channel) => (
          <Label key={channel} tone="neutral" text={channel} />
        ))}
      </Group>
    </Stack>
  );
}
