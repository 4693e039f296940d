import { Card, Group, Text, ThemeIcon, Title } from '@mantine/core';
import { CheckIcon } from '@radix-ui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Found, StepId } from './first-steps.ts';

interface StepCardProps {
  step: StepId;
  number: number;
  isDone: boolean;
  /** It is the one to do now. */
  isNext: boolean;
  found: Found;
  children: ReactNode;
}

/** What is to be done and why; of what is done, what there is. */
export function StepCard({ step, number, isDone, isNext, found, children }: StepCardProps) {
  const { t } = useTranslation('start');
  return (
    <Card
      component="li"
      withBorder
      padding="md"
      aria-current={isNext ? 'step' : undefined}
      style={isNext ? { borderColor: 'var(--mantine-color-brand-6)' } : undefined}
    >
      <Group align="flex-start" wrap="nowrap" gap="md">
        <ThemeIcon variant={isDone || isNext ? 'filled' : 'default'} radius="xl" size={28}>
          {isDone ? <CheckIcon aria-label={t('done')} /> : <Text size="sm">{number}</Text>}
        </ThemeIcon>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Title order={2} size="h5">
            {t(`steps.${step}.title`)}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {isDone ? t(`steps.${step}.done`, { count: countOf(step, found) }) : t(`steps.${step}.why`)}
          </Text>
          {children}
        </div>
      </Group>
    </Card>
  );
}

const countOf = (step: StepId, found: Found): number =>
  ({
    query: found.queries,
    source: found.sources,
    people: found.people,
    channel: found.channels,
    ticket: found.tickets,
  })[step];
