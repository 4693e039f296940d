import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';

export function InboxPage() {
  const { t } = useTranslation('inbox');
  return (
    <Page title={t('title')}>
      <Outlet />
    </Page>
  );
}
