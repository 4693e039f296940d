import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay, useSession } from '../../api/session.ts';
import { Page } from '../../ui/page.tsx';
import { Part } from '../../ui/part.tsx';
import { ErasureRequests } from './erasure-requests.tsx';
import { HeldReplies } from './held-replies.tsx';

/** What waits for the word of a second person: replies, and wishes of customers to have their data erased. */
export function ApprovalsPage() {
  const { t } = useTranslation('approvals');
  const { team } = useSession();
  // What is kept of a customer may lie with any team.
  const seesErasure = useMay('customers:erase') && team === null;
  return (
    <Page title={t('title')} description={t('description')}>
      <Stack gap="md">
        <Part title={t('replies.title')}>
          <HeldReplies />
        </Part>
        {seesErasure && (
          <Part title={t('erasure.title')}>
            <ErasureRequests />
          </Part>
        )}
      </Stack>
    </Page>
  );
}
