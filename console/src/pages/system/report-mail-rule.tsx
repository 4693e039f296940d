import { Button, Checkbox, Group, Paper, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/types.ts';
import { TeamSelect } from '../people/team-select.tsx';

export type Rule = Answer<'/api/settings/report-mails', 'get'>['mails'][number];

const FILES = ['pdf', 'xlsx'] as const;

interface ReportMailRuleProps {
  rule: Rule;
  errorOf: (field: string) => ReactNode;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
}

/** One mail of the report: when, to whom, of which team, with what attached. */
export function ReportMailRule({ rule, errorOf, onChange, onRemove }: ReportMailRuleProps) {
  const { t } = useTranslation('system');
  const change = (part: Partial<Rule>) => onChange({ ...rule, ...part });
  return (
    <Paper withBorder p="md" component="fieldset">
      <Stack gap="sm">
        <TagsInput
          label={t('reports.to')}
          description={t('reports.toHint')}
          value={rule.to}
          onChange={(to) => change({ to })}
          error={errorOf('to')}
          splitChars={[',', ';', ' ']}
          acceptValueOnBlur
        />
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <TextInput
            label={t('reports.time')}
            type="time"
            value={rule.time}
            onChange={(event) => change({ time: event.currentTarget.value })}
            error={errorOf('time')}
          />
          <TeamSelect
            label={t('ofTeam')}
            none={t('allTeams')}
            value={rule.team}
            onChange={(team) => change({ team })}
            error={errorOf('team')}
          />
          <Select
            label={t('reports.language')}
            data={[
              { value: 'vi', label: 'Tiếng Việt' },
              { value: 'en', label: 'English' },
            ]}
            value={rule.language}
            onChange={(language) => change({ language: language === 'en' ? 'en' : 'vi' })}
            allowDeselect={false}
          />
        </SimpleGrid>
        <Group justify="space-between">
          <Checkbox.Group
            value={rule.files}
            onChange={(files) => change({ files: FILES.filter((each) => files.includes(each)) })}
            label={t('reports.files')}
          >
            <Group mt={4}>
              {FILES.map((file) => (
                <Checkbox key={file} value={file} label={t(`reports.file.${file}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <Button variant="subtle" color="red.9" size="compact-sm" onClick={onRemove}>
            {t('reports.remove')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
