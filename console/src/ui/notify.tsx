import { Button, Group, Text } from '@mantine/core';
import { hideNotification, showNotification } from '@mantine/notifications';
import i18next from 'i18next';
import { adviceOf } from './advice.ts';

/** How long something can be taken back. */
const UNDO_MS = 8000;

/** Tells that something was done, and takes it back if asked to. */
export function notifyDone(message: string, undo?: () => void): void {
  const id = crypto.randomUUID();
  const takeBack = () => {
    hideNotification(id);
    undo?.();
  };
  const body =
    undo === undefined ? (
      message
    ) : (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="subtle" onClick={takeBack}>
          {i18next.t('undo')}
        </Button>
      </Group>
    );
  showNotification({ id, message: body, autoClose: undo === undefined ? 4000 : UNDO_MS, closeButtonProps: closing() });
}

/** Tells what went wrong and what to do. */
export function notifyProblem(error: unknown): void {
  const { title, advice } = adviceOf(error, i18next.t);
  showNotification({ title, message: advice, color: 'red', autoClose: 10_000, closeButtonProps: closing() });
}

const closing = () => ({ 'aria-label': i18next.t('close') });
