import { Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { Loading } from '../../ui/states.tsx';
import { BrandStep } from './brand-step.tsx';
import { doneSteps, nextStep, STEPS } from './first-steps.ts';
import { ChannelStep, PeopleStep, SourceStep, TicketStep } from './other-steps.tsx';
import { StepCard } from './step-card.tsx';
import { useFound } from './use-found.ts';

const PARTS = { query: BrandStep, source: SourceStep, people: PeopleStep, channel: ChannelStep, ticket: TicketStep };

/** From nothing to the first ticket, a step at a time. */
export function StartPage() {
  const { t } = useTranslation('start');
  const found = useFound();
  if (found === undefined) return <Loading />;
  const done = doneSteps(found);
  const next = nextStep(done);
  const count = STEPS.filter((step) => done[step]).length;
  return (
    <Page title={t('title')} description={t('description')}>
      <Stack gap="sm" maw={760}>
        <div>
          <Text size="sm" mb={4} role="status">
            {next === undefined ? t('allDone') : t('progress', { count, all: STEPS.length })}
          </Text>
          <Progress value={(count / STEPS.length) * 100} aria-label={t('title')} />
        </div>
        <ol style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 }}>
          {STEPS.map((step, at) => {
            const Part = PARTS[step];
            return (
              <StepCard key={step} step={step} number={at + 1} isDone={done[step]} isNext={step === next} found={found}>
                <Part isDone={done[step]} isNext={step === next} />
              </StepCard>
            );
          })}
        </ol>
      </Stack>
    </Page>
  );
}
