import { Anchor, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { Loading } from '../../ui/states.tsx';
import type { StepProps } from './brand-step.tsx';

// The code of a form comes when it is opened.
const NewChannel = lazy(async () => ({ default: (await import('../channels/new-channel.tsx')).NewChannel }));
const TeamForm = lazy(async () => ({ default: (await import('../people/team-form.tsx')).TeamForm }));
const UserForm = lazy(async () => ({ default: (await import('../people/user-form.tsx')).UserForm }));
const SourceForm = lazy(async () => ({ default: (await import('../sources/source-form.tsx')).SourceForm }));

interface SheetButtonProps {
  label: string;
  isMain: boolean;
  children: (close: () => void) => ReactNode;
  size?: string;
}

/** A button that opens a form over the page; one comes back to the guide. */
function SheetButton({ label, isMain, children, size = 'lg' }: SheetButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button size="compact-sm" variant={isMain ? 'filled' : 'default'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <SideSheet title={label} onClose={close} size={size}>
        {isOpen ? <Suspense fallback={<Loading />}>{children(close)}</Suspense> : undefined}
      </SideSheet>
    </>
  );
}

export function SourceStep({ isNext }: StepProps) {
  const { t } = useTranslation('start');
  return (
    <Group gap="sm">
      <SheetButton label={t('addSource')} isMain={isNext}>
        {(close) => <SourceForm onDone={close} />}
      </SheetButton>
      <Anchor size="sm" component={Link} to="/sources">
        {t('toSources')}
      </Anchor>
    </Group>
  );
}

export function PeopleStep({ isNext }: StepProps) {
  const { t } = useTranslation('start');
  return (
    <Group gap="sm">
      <SheetButton label={t('addTeam')} isMain={false}>
        {(close) => <TeamForm team={undefined} onDone={close} />}
      </SheetButton>
      <SheetButton label={t('addUser')} isMain={isNext}>
        {(close) => <UserForm user={undefined} onDone={close} />}
      </SheetButton>
    </Group>
  );
}

export function ChannelStep({ isNext }: StepProps) {
  const { t } = useTranslation('start');
  return (
    <Group gap="sm">
      <SheetButton label={t('addChannel')} isMain={isNext} size="xl">
        {(close) => <NewChannel onMade={close} />}
      </SheetButton>
      <Anchor size="sm" component={Link} to="/channels">
        {t('toChannels')}
      </Anchor>
    </Group>
  );
}

export function TicketStep({ isDone }: StepProps) {
  const { t } = useTranslation('start');
  return (
    <Group gap="sm">
      <Button size="compact-sm" variant={isDone ? 'filled' : 'default'} component={Link} to="/inbox">
        {t('toInbox')}
      </Button>
      {!isDone && (
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/system" search={{ tab: 'captures' }} />}>
          {t('trySample')}
        </Anchor>
      )}
    </Group>
  );
}
