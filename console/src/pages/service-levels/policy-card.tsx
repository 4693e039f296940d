import { Button, Card, Collapse, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { PolicyFields } from './policy-fields.tsx';
import { CLOCKS, type Policy } from './sla-draft.ts';

interface PolicyCardProps {
  policy: Policy;
  isOpen: boolean;
  onToggle: () => void;
  onChange: (policy: Policy) => void;
  onRemove: () => void;
}

/** A policy in two lines; open, all that can be set of it. */
export function PolicyCard({ policy, isOpen, onToggle, onChange, onRemove }: PolicyCardProps) {
  const { t } = useTranslation('service-levels');
  const name = policy.name;
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={600}>{name}</Text>
          <Summary policy={policy} />
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            onClick={onToggle}
            aria-expanded={isOpen}
            aria-label={isOpen ? undefined : t('changeNamed', { name })}
          >
            {isOpen ? t('fold') : t('change')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onRemove} aria-label={t('removeNamed', { name })}>
            {t('remove')}
          </Button>
        </Group>
      </Group>
      <Collapse expanded={isOpen}>
        {isOpen && (
          <Stack gap="sm" mt="sm">
            <PolicyFields policy={policy} onChange={onChange} />
          </Stack>
        )}
      </Collapse>
    </Card>
  );
}

/** Whom it is for, and what is promised. */
function Summary({ policy: { teams, channels, priorities, targets } }: { policy: Policy }) {
  const { t } = useTranslation('service-levels');
  const { t: label } = useTranslation('labels');
  const format = useFormat();
  const whom = [
    ...priorities.map((each) => label(`priority.${each}`)),
    ...channels,
    ...(teams.length === 0 ? [] : [t('teams', { count: teams.length })]),
  ];
  const promised = CLOCKS.flatMap((clock) => {
    const target = targets[clock];
    return target === null ? [] : [`${t(`clocks.${clock}`)} ${format.duration(target.minutes * 60_000)}`];
  });
  return (
    <Text size="sm" c="dimmed">
      {whom.length === 0 ? t('everyTicket') : whom.join(', ')} · {promised.join(' · ') || t('nothingPromised')}
    </Text>
  );
}
