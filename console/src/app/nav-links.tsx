import { NavLink } from '@mantine/core';
import { GearIcon } from '@radix-ui/react-icons';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NavItem } from './navigation.ts';
import classes from './shell.module.css';

interface PageLinkProps {
  item: NavItem;
  /** Where one is. */
  path: string;
  onPicked: () => void;
}

const isAt = (path: string, to: string) => path === to || path.startsWith(`${to}/`);

export function PageLink({ item: { to, label, icon: Icon }, path, onPicked }: PageLinkProps) {
  const { t } = useTranslation();
  return (
    <NavLink
      component={Link}
      to={to}
      label={t(label)}
      leftSection={Icon && <Icon />}
      active={isAt(path, to)}
      aria-current={isAt(path, to) ? 'page' : undefined}
      onClick={onPicked}
      className={classes.link}
    />
  );
}

interface SettingsSectionProps {
  items: readonly NavItem[];
  path: string;
  onPicked: () => void;
}

/** What is set up once and looked after: one entry that opens where one of its pages is. */
export function SettingsSection({ items, path, onPicked }: SettingsSectionProps) {
  const { t } = useTranslation();
  const isWithin = items.some(({ to }) => isAt(path, to));
  const [isOpen, setOpen] = useState(isWithin);
  useEffect(() => {
    if (isWithin) setOpen(true);
  }, [isWithin]);
  const [only] = items;
  if (only === undefined) return null;
  if (items.length === 1) return <PageLink item={only} path={path} onPicked={onPicked} />;
  return (
    <NavLink
      component="button"
      type="button"
      label={t('nav.settings')}
      leftSection={<GearIcon />}
      opened={isOpen}
      onChange={setOpen}
      aria-expanded={isOpen}
      childrenOffset={26}
      className={classes.link}
    >
      {items.map((item) => (
        <PageLink key={item.to} item={item} path={path} onPicked={onPicked} />
      ))}
    </NavLink>
  );
}
