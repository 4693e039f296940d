import { Button, Stack, Text } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PolicyCard } from './policy-card.tsx';
import { newPolicy, type Policy } from './sla-draft.ts';

interface PoliciesEditorProps {
  policies: readonly Policy[];
  onChange: (policies: Policy[]) => void;
}

/** Of the policies that fit a ticket the most specific holds, so their order hardly matters. */
export function PoliciesEditor({ policies, onChange }: PoliciesEditorProps) {
  const { t } = useTranslation('service-levels');
  const [open, setOpen] = useState<number>();
  const add = () => {
    setOpen(policies.length);
    onChange([...policies, newPolicy(policies, t('newName'))]);
  };
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('policiesHint')}
      </Text>
      {policies.map((policy, at) => (
        <PolicyCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a policy's name changes while it is written
          key={at}
          policy={policy}
          isOpen={open === at}
          onToggle={() => setOpen(open === at ? undefined : at)}
          onChange={(changed) => onChange(policies.with(at, changed))}
          onRemove={() => {
            setOpen(undefined);
            onChange(policies.toSpliced(at, 1));
          }}
        />
      ))}
      <Button variant="default" leftSection={<PlusIcon />} onClick={add} w="fit-content">
        {t('newPolicy')}
      </Button>
    </Stack>
  );
}
