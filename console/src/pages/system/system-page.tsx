import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { CaptureForm } from './capture-form.tsx';
import { Coverage } from './coverage.tsx';
import { ImportFile } from './import-file.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import { SYSTEM_TABS, type SystemTab } from './system-search.ts';
import { SystemState } from './system-state.tsx';
import { Webhooks } from './webhooks.tsx';

const PANELS: Record<SystemTab, ComponentType> = {
  state: SystemState,
  coverage: Coverage,
  settings: SettingsPanel,
  webhooks: Webhooks,
  imports: ImportFile,
  captures: CaptureForm,
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
              <Panel />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
