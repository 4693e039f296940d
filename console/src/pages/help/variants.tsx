import { ActionIcon, Group, Select, Stack, Textarea } from '@mantine/core';
import { TrashIcon } from '@radix-ui/react-icons';
import { useTranslation } from 'react-i18next';
import { useKindName } from '../channels/kind-name.ts';
import { REPLY_KINDS } from './reply-kinds.ts';

interface VariantsProps {
  variants: Readonly<Record<string, string>>;
  onChange: (variants: Record<string, string>) => void;
  errors: Readonly<Record<string, string>>;
}

/** Other words for channels that take less, or want another tone. */
export function Variants({ variants, onChange, errors }: VariantsProps) {
  const { t } = useTranslation('answers');
  const kindName = useKindName();
  const left = REPLY_KINDS.filter((kind) => !(kind in variants));
  const without = (kind: string) => Object.fromEntries(Object.entries(variants).filter(([each]) => each !== kind));
  return (
    <Stack gap="xs">
      {Object.entries(variants).map(([kind, text]) => (
        <Group key={kind} gap="xs" align="flex-start" wrap="nowrap">
          <Textarea
            label={t('variantOn', { channel: kindName(kind) })}
            value={text}
            onChange={(event) => onChange({ ...variants, [kind]: event.currentTarget.value })}
            error={errors[`variants.${kind}`]}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={5000}
            flex={1}
            required
          />
          <ActionIcon
            mt={26}
            variant="default"
            aria-label={t('removeVariant', { channel: kindName(kind) })}
            onClick={() => onChange(without(kind))}
          >
            <TrashIcon />
          </ActionIcon>
        </Group>
      ))}
      {left.length > 0 && (
        <Select
          label={t('addVariant')}
          placeholder={t('pickChannel')}
          data={left.map((kind) => ({ value: kind, label: kindName(kind) }))}
          value={null}
          onChange={(kind) => kind !== null && onChange({ ...variants, [kind]: '' })}
        />
      )}
    </Stack>
  );
}
