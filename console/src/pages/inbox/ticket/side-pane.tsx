import { Anchor, Group, Stack, TagsInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/session.ts';
import type { TicketDetail } from '../../../api/types.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Label, StatusLabel } from '../../../ui/labels.tsx';
import { Suggestions } from '../help/suggestions.tsx';
import { linksQuery } from '../ticket-queries.ts';
import { useTicketChange } from '../use-ticket-acts.ts';
import { CustomerSection } from './customer-section.tsx';
import { Section } from './section.tsx';

/** Who it is, what is known of the case, and what it has to do with. */
export function SidePane({ ticket }: { ticket: TicketDetail }) {
  const mayWrite = useMay('tickets:write') && ticket.status !== 'closed';
  return (
    <Stack gap="lg">
      {ticket.customer !== null && <CustomerSection customer={ticket.customer} ticket={ticket.number} />}
      {mayWrite && <Suggestions ticket={ticket} />}
      <Facts ticket={ticket} />
      <Tags ticket={ticket} />
      <Links number={ticket.number} />
    </Stack>
  );
}

function Facts({ ticket }: { ticket: TicketDetail }) {
  const { t } = useTranslation('inbox');
  const { t: label } = useTranslation('labels');
  const format = useFormat();
  const facts: [string, string | null][] = [
    [t('side.channel'), ticket.channel],
    [t('team'), ticket.team.name],
    [t('side.topic'), ticket.topic && label(`topic.${ticket.topic}`)],
    [t('side.opened'), format.dateTime(ticket.openedAt)],
    [t('clock.firstResponse'), at(ticket.firstRespondedAt === null ? ticket.firstResponseDueAt : null)],
    [t('clock.nextResponse'), at(ticket.nextResponseDueAt)],
    [t('clock.resolution'), at(ticket.resolutionDueAt)],
    [t('clock.replyWindow'), at(ticket.replyWindowEndsAt)],
    [t('clock.legal'), at(ticket.legalDueAt)],
  ];
  function at(instant: string | null) {
    return instant === null ? null : format.dateTime(instant);
  }
  return (
    <Section title={t('side.case')}>
      <Stack component="dl" gap={4} m={0}>
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <Group key={name} justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
                <Text component="dt" size="xs" c="dimmed">
                  {name}
                </Text>
                <Text component="dd" size="xs" m={0} ta="right">
                  {value}
                </Text>
              </Group>
            ),
        )}
      </Stack>
    </Section>
  );
}

/** Those that the desk sorts by; every change is kept at once. */
function Tags({ ticket }: { ticket: TicketDetail }) {
  const { t } = useTranslation('inbox');
  const mayWrite = useMay('tickets:write') && ticket.status !== 'closed';
  const { mutate } = useTicketChange();
  if (!mayWrite)
    return (
      <Section title={t('tags')}>
        <Group gap={4}>
          {ticket.tags.map((tag) => (
            <Label key={tag} tone="neutral" text={tag} />
          ))}
        </Group>
      </Section>
    );
  return (
    <TagsInput
      size="xs"
      label={t('tags')}
      placeholder={t('addTag')}
      maxTags={50}
      maxLength={50}
      value={ticket.tags}
      onChange={(tags) => mutate({ before: ticket, change: { tags } })}
    />
  );
}

function Links({ number }: { number: number }) {
  const { t } = useTranslation('inbox');
  const { data } = useQuery(linksQuery(number));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t('side.links')}>
      <Stack gap={8}>
        {data.items.map(({ kind, ticket }) => (
          <div key={`${kind} ${ticket.number}`}>
            <Group gap={6}>
              <Text size="xs" c="dimmed">
                {t(`link.${kind}`)}
              </Text>
              <StatusLabel status={ticket.status} />
            </Group>
            <Anchor component={Link} to={`/inbox/${ticket.number}`} size="sm" lineClamp={2}>
              {`#${ticket.number} ${ticket.subject}`}
            </Anchor>
          </div>
        ))}
      </Stack>
    </Section>
  );
}
