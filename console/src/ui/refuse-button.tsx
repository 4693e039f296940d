import { Button, Group, Popover, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface RefuseButtonProps {
  label: string;
  /** Says what is refused, for who hears the button alone. */
  name: string;
  /** Who will read the reason. */
  hint: string;
  minLength: number;
  maxLength: number;
  onRefuse: (reason: string) => void;
  loading: boolean;
}

/** A button that asks for the reason before it says no. */
export function RefuseButton({ label, name, hint, minLength, maxLength, onRefuse, loading }: RefuseButtonProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const refuse = (event: FormEvent) => {
    event.preventDefault();
    setAsking(false);
    onRefuse(reason.trim());
  };
  return (
    <Popover opened={isAsking} onChange={setAsking} width={320} position="bottom-end" trapFocus withArrow shadow="md">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={name}
          loading={loading}
          onClick={() => setAsking(!isAsking)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack component="form" gap="sm" onSubmit={refuse}>
          <Textarea
            label={t('reason')}
            description={hint}
            autosize
            minRows={2}
            maxLength={maxLength}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
              {t('cancel')}
            </Button>
            <Button size="compact-sm" type="submit" color="red.9" disabled={reason.trim().length < minLength}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
