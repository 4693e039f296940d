import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/states.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return <Empty title={t('notFound.title')} hint={t('notFound.hint')} />;
}
