import { Button, Group, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core';
import { ArrowLeftIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../ui/states.tsx';
import { ChannelForm } from './channel-form.tsx';
import { ChannelGuide } from './channel-guide.tsx';
import { type ChannelKind, channelKindsQuery } from './channel-queries.ts';
import classes from './channels.module.css';
import { KindAbilities } from './kind-abilities.tsx';
import { useKindName } from './kind-name.ts';

/** First the kind, with what each can do; then its settings beside what to do in the other system. */
export function NewChannel({ onMade }: { onMade: (id: string) => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ChannelKind>();
  const kinds = useQuery(channelKindsQuery);
  if (kind === undefined)
    return <Loaded query={kinds}>{({ items }) => <KindPicker kinds={items} onPick={setKind} />}</Loaded>;
  return (
    <Stack gap="lg">
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        leftSection={<ArrowLeftIcon />}
        onClick={() => setKind(undefined)}
      >
        {t('back')}
      </Button>
      <ChannelGuide kind={kind} webhook={undefined} />
      <ChannelForm kind={kind} onDone={onMade} />
    </Stack>
  );
}

function KindPicker({ kinds, onPick }: { kinds: readonly ChannelKind[]; onPick: (kind: ChannelKind) => void }) {
  const { t } = useTranslation('channels');
  const kindName = useKindName();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {kinds.map((each) => (
        <UnstyledButton key={each.kind} className={classes.kind} onClick={() => onPick(each)}>
          <Text fw={600}>{kindName(each.kind)}</Text>
          <Text size="sm" c="dimmed" mb={8}>
            {t(`summaries.${each.kind}`, { defaultValue: each.summary })}
          </Text>
          <Group gap={4}>
            <KindAbilities kind={each} />
          </Group>
        </UnstyledButton>
      ))}
    </SimpleGrid>
  );
}
