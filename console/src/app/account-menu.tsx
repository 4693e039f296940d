import {
  Avatar,
  Group,
  Menu,
  Text,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { CodeIcon, ExitIcon, GlobeIcon, MoonIcon, PauseIcon, PlayIcon, SunIcon } from '@radix-ui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { useSession } from '../api/session.ts';
import type { Command } from '../commands/commands.ts';
import { changeLanguage, languageOf } from '../i18n/i18n.ts';
import { notifyProblem } from '../ui/notify.ts';
import { usePresence } from './use-presence.ts';

/** What one can do about oneself: also in the palette. */
function useAccountActs() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  return {
    isDark,
    schemeLabel: t(isDark ? 'account.light' : 'account.dark'),
    switchScheme: () => setColorScheme(isDark ? 'light' : 'dark'),
    switchLanguage: () => void changeLanguage(languageOf(i18n.language) === 'vi' ? 'en' : 'vi').catch(notifyProblem),
    async signOut() {
      try {
        await api.DELETE('/api/session');
        queryClient.clear();
        await navigate({ to: '/sign-in' });
      } catch (error) {
        notifyProblem(error);
      }
    },
  };
}

export function useAccountCommands(group: string): Command[] {
  const { t } = useTranslation();
  const { schemeLabel, switchScheme, switchLanguage, signOut } = useAccountActs();
  return [
    { id: 'scheme', label: schemeLabel, group, run: switchScheme },
    { id: 'language', label: t('account.language'), group, run: switchLanguage },
    { id: 'sign-out', label: t('account.signOut'), group, run: () => void signOut() },
  ];
}

export function AccountMenu() {
  const { t } = useTranslation();
  const { t: label } = useTranslation('labels');
  const { name, role } = useSession();
  const { isDark, schemeLabel, switchScheme, switchLanguage, signOut } = useAccountActs();
  const { status, change } = usePresence();
  return (
    <Menu position="top-start" width={200}>
      <Menu.Target>
        <UnstyledButton p={6}>
          <VisuallyHidden>{t('account.title')}</VisuallyHidden>
          <Group gap={8} wrap="nowrap">
            <Avatar name={name} size={28} color="brand" alt="" />
            <div>
              <Text size="sm" fw={500} lineClamp={1}>
                {name}
              </Text>
              <Text size="xs" c="dimmed">
                {label(`role.${role}`)}
                {status !== null && ` · ${t(`presence.${status}`)}`}
              </Text>
            </div>
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {status !== null && (
          <Menu.Item
            leftSection={status === 'online' ? <PauseIcon /> : <PlayIcon />}
            onClick={() => change(status === 'online' ? 'away' : 'online')}
          >
            {t(status === 'online' ? 'presence.goAway' : 'presence.comeBack')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={isDark ? <SunIcon /> : <MoonIcon />} onClick={switchScheme}>
          {schemeLabel}
        </Menu.Item>
        <Menu.Item leftSection={<GlobeIcon />} onClick={switchLanguage}>
          {t('account.language')}
        </Menu.Item>
        <Menu.Item component="a" href="/api/docs" leftSection={<CodeIcon />}>
          {t('nav.api')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<ExitIcon />} onClick={() => void signOut()}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
