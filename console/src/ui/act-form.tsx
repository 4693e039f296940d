import { Button, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ActFormProps {
  /** What the form does when it is sent. */
  act: { mutate: () => void; isPending: boolean };
  children: ReactNode;
  /** Where there is something to go back from. */
  onCancel?: () => void;
  /** The words on the button that sends it, if it does not simply save. */
  label?: string;
  /** Nothing is to be sent as it stands. */
  disabled?: boolean;
  /** It is only shown. */
  isReadOnly?: boolean;
  variant?: 'default' | 'filled';
  gap?: 'sm' | 'md';
  maw?: number;
}

/** Fields and the buttons below them: sent by the button or by Enter, it carries an act out. */
export function ActForm(props: ActFormProps) {
  const { act, children, onCancel, label, disabled = false, isReadOnly = false } = props;
  const { variant = 'filled', gap = 'sm', maw } = props;
  const { t } = useTranslation();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit} gap={gap} {...(maw === undefined ? {} : { maw })}>
      {children}
      {!isReadOnly && (
        <Group justify="flex-end">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
          <Button type="submit" variant={variant} loading={act.isPending} disabled={disabled}>
            {label ?? t('save')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
