import { Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take, type User } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import { useAct } from '../../api/use-act.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';

/** Somebody's way in: a new password, or none any more. */
export function UserAccess({ user: { id, name, disabled }, onDone }: { user: User; onDone: () => void }) {
  const { t } = useTranslation('people');
  const [password, setPassword] = useState('');
  const params = { path: { id } };
  const reset = useAct(() => take(api.PATCH('/api/agents/{id}', { params, body: { password } })), {
    done: () => t('passwordReset', { name }),
    after: () => setPassword(''),
  });
  const toggle = useAct(() => take(api.PATCH('/api/agents/{id}', { params, body: { disabled: !disabled } })), {
    done: () => t(disabled ? 'wasEnabled' : 'wasDisabled', { name }),
    changes: ['agents', 'presence'],
    after: onDone,
  });
  const error = refusedFields(reset.error).password;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate();
  };
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {t('access')}
      </Title>
      <Group component="form" onSubmit={submit} align="flex-end" gap="sm">
        <PasswordInput
          label={t('newPassword')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={error}
          autoComplete="new-password"
          minLength={10}
          flex={1}
          required
        />
        <Button type="submit" variant="default" loading={reset.isPending}>
          {t('reset')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('resetHint')}
      </Text>
      {disabled ? (
        <Button variant="default" w="fit-content" onClick={() => toggle.mutate()} loading={toggle.isPending}>
          {t('enable')}
        </Button>
      ) : (
        <ConfirmButton
          label={t('disable')}
          question={t('disableQuestion', { name })}
          onConfirm={() => toggle.mutate()}
          loading={toggle.isPending}
          color="red.9"
          w="fit-content"
        />
      )}
    </Stack>
  );
}
