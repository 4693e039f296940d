import { Alert, Button, Center, Code, Loader, Stack, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { adviceOf } from './advice.ts';

/** While something is read for the first time. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <Center p="xl" role="status" aria-label={t('loading')}>
      <Loader size="sm" />
    </Center>
  );
}

/** There is nothing, why, and what to do about it. */
export function Empty({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <Center p="xl" mih={160}>
      <Stack align="center" gap={6} maw={420} ta="center">
        <Title order={2} size="h5">
          {title}
        </Title>
        {hint !== undefined && (
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}

/** What went wrong, with the API's advice. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { title, advice, instance } = adviceOf(error, t);
  return (
    <Alert color="red" variant="light" title={title} m="md" role="alert">
      <Text size="sm">{advice}</Text>
      {instance !== null && (
        <Text size="xs" mt={4}>
          {t('problem.instance')} <Code>{instance}</Code>
        </Text>
      )}
      {onRetry !== undefined && (
        <Button size="compact-sm" variant="default" mt="sm" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </Alert>
  );
}

/** What was read once it is there; until then that it is being read, or why not. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading />;
}
