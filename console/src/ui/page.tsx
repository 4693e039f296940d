import { Box, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface PageProps {
  title: string;
  description?: string;
  /** Buttons and filters beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page with a title that scrolls as a whole. */
export function Page({ title, description, actions, children }: PageProps) {
  usePageTitle(title);
  return (
    <Box p={{ base: 'md', sm: 'lg' }} w="100%" maw={1200} mx="auto">
      <Group justify="space-between" align="flex-start" mb="lg" gap="sm">
        <div>
          <Title order={1} size="h3">
            {title}
          </Title>
          {description !== undefined && (
            <Text size="sm" c="dimmed">
              {description}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}

/** Names the browser's tab. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
}
