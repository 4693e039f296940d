import { Group, Modal, Stack, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { charactersOn, switchCharacters, useAllCommands } from './commands.ts';
import { Keys } from './shortcut-keys.tsx';

/** All shortcuts of the page that is shown. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [single, setSingle] = useState(charactersOn);
  const withKeys = useAllCommands().filter(({ keys }) => keys !== undefined);
  const groups = [...new Set(withKeys.map(({ group }) => group))];
  return (
    <Modal opened onClose={onClose} title={t('help.title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <Switch
        mb="md"
        checked={single}
        label={t('help.single')}
        description={t('help.singleHint')}
        onChange={({ currentTarget: { checked } }) => {
          setSingle(checked);
          switchCharacters(checked);
        }}
      />
      <Stack gap="lg">
        {groups.map((group) => (
          <section key={group}>
            <Title order={3} size="h6" mb={6}>
              {group}
            </Title>
            {withKeys
              .filter((each) => each.group === group)
              .map(({ id, label, keys = '' }) => (
                <Group key={id} justify="space-between" py={3}>
                  <Text size="sm">{label}</Text>
                  <Keys of={keys} />
                </Group>
              ))}
          </section>
        ))}
      </Stack>
    </Modal>
  );
}
