import { Button, type ButtonProps, Group, Popover, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmButtonProps extends ButtonProps {
  label: string;
  /** Says what is done to what, for who hears the button alone. */
  name?: string;
  /** What will happen, and whether it can be taken back. */
  question: string;
  onConfirm: () => void;
}

/** A button whose act can't be taken back: it is done after a second press. */
export function ConfirmButton({ label, name, question, onConfirm, ...button }: ConfirmButtonProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const confirm = () => {
    setAsking(false);
    onConfirm();
  };
  return (
    <Popover opened={isAsking} onChange={setAsking} width={280} position="bottom-end" trapFocus withArrow shadow="md">
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" {...button} aria-label={name} onClick={() => setAsking(!isAsking)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="sm">
          {question}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            {t('cancel')}
          </Button>
          <Button size="compact-sm" color="red.9" onClick={confirm} data-autofocus>
            {label}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
