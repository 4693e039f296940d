import { Button, Grid, Group, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useAct } from '../../api/use-act.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, Loaded } from '../../ui/states.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { LegalFields } from './legal-fields.tsx';
import { PoliciesEditor } from './policies-editor.tsx';
import type { SlaDraft } from './sla-draft.ts';
import { SlaPreviewPanel } from './sla-preview-panel.tsx';
import { TeamHours } from './team-hours.tsx';

/** What the desk promises, when it works, and what the law asks for; tried on a ticket before it is saved. */
export function ServiceLevelsPage() {
  const { t } = useTranslation('service-levels');
  const settings = useQuery({
    queryKey: ['sla'],
    queryFn: ({ signal }) => take(api.GET('/api/settings/sla', { signal })),
  });
  return (
    <Page title={t('title')} description={t('description')}>
      <Loaded query={settings}>{(saved) => <Editor saved={saved} />}</Loaded>
    </Page>
  );
}

function Editor({ saved }: { saved: SlaDraft }) {
  const { t } = useTranslation('service-levels');
  const { t: common } = useTranslation();
  const mayWrite = useMay('settings:write');
  const [changed, setChanged] = useState<SlaDraft>();
  const draft = changed ?? saved;
  const change = (part: Partial<SlaDraft>) => setChanged({ ...draft, ...part });
  const save = useAct(() => take(api.PUT('/api/settings/sla', { body: draft })), {
    done: () => t('saved'),
    changes: ['sla', 'tickets'],
    after: () => setChanged(undefined),
  });
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: mayWrite ? 8 : 12 }}>
        <fieldset disabled={!mayWrite} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
          <Tabs defaultValue="policies" keepMounted={false}>
            <Tabs.List mb="md">
              <Tabs.Tab value="policies">{t('tabs.policies')}</Tabs.Tab>
              <Tabs.Tab value="hours">{t('tabs.hours')}</Tabs.Tab>
              <Tabs.Tab value="teams">{t('tabs.teams')}</Tabs.Tab>
              <Tabs.Tab value="legal">{t('tabs.legal')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="policies">
              <PoliciesEditor policies={draft.policies} onChange={(policies) => change({ policies })} />
            </Tabs.Panel>
            <Tabs.Panel value="hours">
              <HoursEditor hours={draft.businessHours} onChange={(businessHours) => change({ businessHours })} />
            </Tabs.Panel>
            <Tabs.Panel value="teams">
              <TeamHours />
            </Tabs.Panel>
            <Tabs.Panel value="legal">
              <LegalFields legal={draft.legal} onChange={(legal) => change({ legal })} />
            </Tabs.Panel>
          </Tabs>
        </fieldset>
        {save.error !== null && <Failure error={save.error} />}
        {changed !== undefined && (
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={() => setChanged(undefined)}>
              {t('discard')}
            </Button>
            <Button onClick={() => save.mutate()} loading={save.isPending}>
              {common('save')}
            </Button>
          </Group>
        )}
      </Grid.Col>
      {mayWrite && (
        <Grid.Col span={{ base: 12, md: 4 }}>
          <SlaPreviewPanel settings={draft} />
        </Grid.Col>
      )}
    </Grid>
  );
}
