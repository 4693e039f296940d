import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface SideSheetProps {
  title: string;
  /** Undefined: it is shut. What it shows is made anew each time it is opened. */
  children: ReactNode | undefined;
  onClose: () => void;
  size?: string | number;
}

/** A form or details over the page's right side; over all of a phone. */
export function SideSheet({ title, children, onClose, size = 'lg' }: SideSheetProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={children !== undefined}
      onClose={onClose}
      title={title}
      position="right"
      size={size}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </Drawer>
  );
}
