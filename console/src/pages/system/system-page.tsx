import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { Loading } from '../../ui/states.tsx';
import { SYSTEM_TABS, type SystemTab } from './system-search.ts';

/** Each with code of its own that comes when its tab is opened. */
const PANELS: Record<SystemTab, ComponentType> = {
  state: lazy(async () => ({ default: (await import('./system-state.tsx')).SystemState })),
  coverage: lazy(async () => ({ default: (await import('./coverage.tsx')).Coverage })),
  settings: lazy(async () => ({ default: (await import('./settings-panel.tsx')).SettingsPanel })),
  reports: lazy(async () => ({ default: (await import('./report-mails.tsx')).ReportMails })),
  webhooks: lazy(async () => ({ default: (await import('./webhooks.tsx')).Webhooks })),
  imports: lazy(async () => ({ default: (await import('./import-file.tsx')).ImportFile })),
  captures: lazy(async () => ({ default: (await import('./capture-form.tsx')).CaptureForm })),
};

/** How the program is, what it listens to, how it is set, and what goes in and out of it by hand. */
export function SystemPage() {
  const { t } = useTranslation('system');
  const { tab = 'state' } = useSearch({ from: '/shell/system' });
  const navigate = useNavigate({ from: '/system' });
  return (
    <Page title={t('title')} description={t('description')}>
      <Tabs
        value={tab}
        onChange={(value) => void navigate({ search: { tab: value as SystemTab } })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {SYSTEM_TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SYSTEM_TABS.map((each) => {
          const Panel = PANELS[each];
          return (
            <Tabs.Panel key={each} value={each}>
              <Suspense fallback={<Loading />}>
                <Panel />
              </Suspense>
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
