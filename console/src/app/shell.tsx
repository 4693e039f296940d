import { ActionIcon, Box, Burger, Group, NavLink, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { FileTextIcon, MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveUpdates } from '../api/live.ts';
import { useMay, useSession } from '../api/session.ts';
import { useCommands, useShortcuts } from '../commands/commands.ts';
import { languageOf } from '../i18n/i18n.ts';
import { AccountMenu, useAccountCommands } from './account-menu.tsx';
import { PageLink, SettingsSection } from './nav-links.tsx';
import { navigationOf } from './navigation.ts';
import classes from './shell.module.css';

// Their code comes when they are first wanted.
const Palette = lazy(async () => ({ default: (await import('../commands/palette.tsx')).Palette }));
const HelpSheet = lazy(async () => ({ default: (await import('../commands/help-sheet.tsx')).HelpSheet }));
const Notifications = lazy(async () => ({ default: (await import('./notifications.tsx')).Notifications }));

/** What stands around every page: the navigation, the palette, the account. */
export function Shell() {
  const { t } = useTranslation();
  const [isMenuOpen, menu] = useDisclosure(false);
  const [isHelpOpen, help] = useDisclosure(false);
  const [isPaletteOpen, palette] = useDisclosure(false);
  useShortcuts();
  useLiveUpdates(useMay('tickets:read'));
  useGeneralCommands(help.open, palette.open);
  return (
    <div className={classes.shell} data-menu={isMenuOpen || undefined}>
      <a href="#main" className={classes.skip}>
        {t('skip')}
      </a>
      <header className={classes.header}>
        <Burger opened={isMenuOpen} onClick={menu.toggle} size="sm" aria-label={t('menu')} aria-expanded={isMenuOpen} />
        <Brand />
        <Box ml="auto">
          <Suspense>
            <Notifications />
          </Suspense>
        </Box>
      </header>
      <div className={classes.navbar}>
        <Navigation onPicked={menu.close} onPalette={palette.open} />
      </div>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <Suspense>
        {isPaletteOpen && <Palette onClose={palette.close} />}
        {isHelpOpen && <HelpSheet onClose={help.close} />}
      </Suspense>
    </div>
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

function Navigation({ onPicked, onPalette }: { onPicked: () => void; onPalette: () => void }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const { permissions } = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const items = navigationOf(permissions);
  return (
    <>
      <Group justify="space-between" wrap="nowrap" gap={4} px={6} py={8} visibleFrom="sm">
        <Brand />
        <Group gap={2} wrap="nowrap">
          <Suspense>
            <Notifications />
          </Suspense>
          <Tooltip label={`${t('palette.open')} (⌘K)`}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('palette.open')} onClick={onPalette}>
              <MagnifyingGlassIcon />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      <nav aria-label={t('nav.main')} className={classes.links}>
        {items.map(
          (item) =>
            item.section === undefined && <PageLink key={item.to} item={item} path={path} onPicked={onPicked} />,
        )}
        {permissions.includes('reports:read') && (
          <NavLink
            href={`/api/reports/daily?format=html&language=${language}`}
            target="_blank"
            label={t('nav.dailyReport')}
            leftSection={<FileTextIcon />}
            className={classes.link}
          />
        )}
        <SettingsSection
          items={items.filter(({ section }) => section === 'settings')}
          path={path}
          onPicked={onPicked}
        />
      </nav>
      <AccountMenu />
    </>
  );
}

/** What can be done on every page. */
function useGeneralCommands(openHelp: () => void, openPalette: () => void): void {
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
