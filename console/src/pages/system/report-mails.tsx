import { Button, Stack, Text, TextInput } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { Part } from '../../ui/part.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ReportMailRule, type Rule } from './report-mail-rule.tsx';
import { SentReports } from './sent-reports.tsx';

type Settings = Answer<'/api/settings/report-mails', 'get'>;

/** Who gets the daily report by mail, and what became of the mails. */
export function ReportMails() {
  const { t } = useTranslation('system');
  const settings = useQuery({
    queryKey: ['report-mail-settings'],
    queryFn: ({ signal }) => take(api.GET('/api/settings/report-mails', { signal })),
  });
  return (
    <Stack gap="md">
      <Loaded query={settings}>{(saved) => <RulesForm key={JSON.stringify(saved)} saved={saved} />}</Loaded>
      <Part title={t('reports.sent')}>
        <SentReports />
      </Part>
    </Stack>
  );
}

/** A key that none of them has: it stays while the rest changes. */
const freeKey = (rules: readonly Rule[]): string => {
  for (let number = rules.length + 1; ; number += 1) {
    const key = `bao-cao-${number}`;
    if (!rules.some((rule) => rule.key === key)) return key;
  }
};

function RulesForm({ saved }: { saved: Settings }) {
  const { t } = useTranslation('system');
  const [from, setFrom] = useState(saved.from ?? { name: 'Lắng nghe', address: '' });
  const [mails, setMails] = useState<Rule[]>(saved.mails);
  const save = useAct(
    () => {
      const body = { from: from.address === '' ? null : from, mails };
      return take(api.PUT('/api/settings/report-mails', { body }));
    },
    { done: () => t('saved'), changes: ['report-mail-settings', 'report-mails'] },
  );
  const errors = refusedFields(save.error);
  const errorOf = (index: number, field: string) =>
    Object.entries(errors).find(([path]) => path.startsWith(`mails.${index}.${field}`))?.[1];
  const add = () => {
    const rule: Rule = {
      key: freeKey(mails),
      time: '07:30',
      team: null,
      language: 'vi',
      to: [],
      files: ['pdf', 'xlsx'],
    };
    setMails([...mails, rule]);
  };
  return (
    <ActForm act={save} gap="md">
      <Text size="sm" c="dimmed">
        {t('reports.hint')}
      </Text>
      <TextInput
        label={t('reports.fromName')}
        value={from.name}
        onChange={(event) => setFrom({ ...from, name: event.currentTarget.value })}
        error={errors['from.name']}
        maxLength={100}
        maw={420}
      />
      <TextInput
        label={t('reports.fromAddress')}
        type="email"
        value={from.address}
        onChange={(event) => setFrom({ ...from, address: event.currentTarget.value })}
        error={errors['from.address'] ?? errors.from}
        maxLength={254}
        maw={420}
      />
      {mails.map((rule, index) => (
        <ReportMailRule
          key={rule.key}
          rule={rule}
          errorOf={(field) => errorOf(index, field)}
          onChange={(changed) => setMails(mails.map((each) => (each === rule ? changed : each)))}
          onRemove={() => setMails(mails.filter((each) => each !== rule))}
        />
      ))}
      <Button variant="default" leftSection={<PlusIcon />} onClick={add} w="fit-content">
        {t('reports.add')}
      </Button>
    </ActForm>
  );
}
