import { ActionIcon, AppShell, Burger, Group, NavLink, ScrollArea, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLiveUpdates } from '../api/live.ts';
import { useMay, useSession } from '../api/session.ts';
import { useCommands, useShortcuts } from '../commands/commands.ts';
import { HelpSheet } from '../commands/help-sheet.tsx';
import { openPalette, Palette } from '../commands/palette.tsx';
import { AccountMenu, useAccountCommands } from './account-menu.tsx';
import { navigationOf } from './navigation.ts';
import classes from './shell.module.css';

/** What stands around every page: the navigation, the palette, the account. */
export function Shell() {
  const { t } = useTranslation();
  const [isMenuOpen, menu] = useDisclosure(false);
  const [isHelpOpen, help] = useDisclosure(false);
  useShortcuts();
  useLiveUpdates(useMay('tickets:read'));
  useGeneralCommands(help.open);
  return (
    <AppShell
      header={{ height: 48, collapsed: false }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
      classNames={{ navbar: classes.navbar, header: classes.header }}
    >
      <a href="#main" className={classes.skip}>
        {t('skip')}
      </a>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="sm" gap="sm">
          <Burger opened={isMenuOpen} onClick={menu.toggle} size="sm" aria-label={t('menu')} />
          <Brand />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <Navigation onPicked={menu.close} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </AppShell.Main>
      <Palette />
      <HelpSheet opened={isHelpOpen} onClose={help.close} />
    </AppShell>
  );
}

function Brand() {
  const { t } = useTranslation();
  return (
    <Group gap={8} wrap="nowrap">
      <img src="/icon.svg" alt="" width={24} height={24} />
      <Text fw={650}>{t('product')}</Text>
    </Group>
  );
}

function Navigation({ onPicked }: { onPicked: () => void }) {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <>
      <Group justify="space-between" px={6} py={8} visibleFrom="sm">
        <Brand />
        <Tooltip label={`${t('palette.open')} (⌘K)`}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('palette.open')} onClick={openPalette}>
            <MagnifyingGlassIcon />
          </ActionIcon>
        </Tooltip>
      </Group>
      <ScrollArea component="nav" aria-label={t('nav.main')} flex={1}>
        {navigationOf(permissions).map(({ to, label, icon: Icon }) => (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={t(label)}
            leftSection={<Icon />}
            active={path === to || path.startsWith(`${to}/`)}
            aria-current={path === to || path.startsWith(`${to}/`) ? 'page' : undefined}
            onClick={onPicked}
            className={classes.link}
          />
        ))}
      </ScrollArea>
      <AccountMenu />
    </>
  );
}

/** What can be done on every page. */
function useGeneralCommands(openHelp: () => void): void {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const navigate = useNavigate();
  const group = t('help.group');
  useCommands([
    {
      id: 'palette',
      label: t('palette.open'),
      group,
      keys: 'mod+k',
      isHidden: true,
      whileWriting: true,
      run: openPalette,
    },
    { id: 'help', label: t('help.open'), group, keys: '?', run: openHelp },
    ...navigationOf(permissions).map(({ to, label, keys }) => ({
      id: `go ${to}`,
      label: t(label),
      group: t('goTo'),
      keys,
      run: () => void navigate({ to }),
    })),
    ...useAccountCommands(group),
  ]);
}
