import { Button, Group, Notification, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './toaster.module.css';
import { closeToast, useToasts } from './toasts.ts';

/** Where it is told what was done and what went wrong; read aloud as well. */
export function Toaster() {
  const { t } = useTranslation();
  const takeBack = (id: number, undo: () => void) => {
    closeToast(id);
    undo();
  };
  return (
    <div className={classes.toaster} aria-live="polite" role="status">
      {useToasts().map(({ id, kind, title, message, undo }) => (
        <Notification
          key={id}
          withBorder
          color={kind === 'problem' ? 'red' : 'brand'}
          title={title}
          onClose={() => closeToast(id)}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" className={classes.message}>
              {message}
            </Text>
            {undo !== undefined && (
              <Button size="compact-sm" variant="light" flex="none" onClick={() => takeBack(id, undo)}>
                {t('undo')}
              </Button>
            )}
          </Group>
        </Notification>
      ))}
    </div>
  );
}
