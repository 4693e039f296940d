import {
  BarChartIcon,
  ChatBubbleIcon,
  CheckCircledIcon,
  DashboardIcon,
  EnvelopeClosedIcon,
  ExclamationTriangleIcon,
} from '@radix-ui/react-icons';
import type { LinkProps } from '@tanstack/react-router';
import type { ParseKeys } from 'i18next';
import type { ComponentType } from 'react';

/** A page of the main navigation. */
export interface NavItem {
  to: NonNullable<LinkProps['to']>;
  label: ParseKeys<'common'>;
  /** Pages of a section have none. */
  icon?: ComponentType;
  /** The right without which nobody sees it. */
  permission: string;
  /** The keys that go there, after one another. */
  keys: string;
  /** Stands under one entry with the others of its section. */
  section?: 'settings';
}

/** In the order of the menu; the first that somebody may see is where they start. */
export const NAVIGATION: readonly NavItem[] = [
  { to: '/inbox', label: 'nav.inbox', icon: EnvelopeClosedIcon, permission: 'tickets:read', keys: 'g i' },
  { to: '/board', label: 'nav.board', icon: DashboardIcon, permission: 'assignment:write', keys: 'g d' },
  { to: '/incidents', label: 'nav.incidents', icon: ExclamationTriangleIcon, permission: 'tickets:read', keys: 'g n' },
  {
    to: '/approvals',
    label: 'nav.approvals',
    icon: CheckCircledIcon,
    permission: 'replies:approve',
    keys: 'g v',
  },
  { to: '/mentions', label: 'nav.mentions', icon: ChatBubbleIcon, permission: 'mentions:read', keys: 'g m' },
  { to: '/analytics', label: 'nav.analytics', icon: BarChartIcon, permission: 'reports:read', keys: 'g t' },
  {
    to: '/start',
    label: 'nav.start',
    permission: 'sources:write',
    keys: 'g b',
    section: 'settings',
  },
  {
    to: '/help',
    label: 'nav.answers',
    permission: 'help:write',
    keys: 'g h',
    section: 'settings',
  },
  {
    to: '/queries',
    label: 'nav.queries',
    permission: 'queries:read',
    keys: 'g q',
    section: 'settings',
  },
  {
    to: '/sources',
    label: 'nav.sources',
    permission: 'sources:read',
    keys: 'g s',
    section: 'settings',
  },
  {
    to: '/channels',
    label: 'nav.channels',
    permission: 'channels:write',
    keys: 'g c',
    section: 'settings',
  },
  {
    to: '/service-levels',
    label: 'nav.serviceLevels',
    permission: 'settings:read',
    keys: 'g l',
    section: 'settings',
  },
  {
    to: '/people',
    label: 'nav.people',
    permission: 'people:write',
    keys: 'g p',
    section: 'settings',
  },
  {
    to: '/audit',
    label: 'nav.audit',
    permission: 'audit:read',
    keys: 'g a',
    section: 'settings',
  },
  {
    to: '/system',
    label: 'nav.system',
    permission: 'operations:read',
    keys: 'g y',
    section: 'settings',
  },
];

export const navigationOf = (permissions: readonly string[]): readonly NavItem[] =>
  NAVIGATION.filter(({ permission }) => permissions.includes(permission));
