import { useTranslation } from 'react-i18next';

/** What people call a kind of channel; a kind that has no name yet goes by its own. */
export function useKindName(): (kind: string) => string {
  const { t } = useTranslation('channels');
  return (kind) => t(`kinds.${kind}`, { defaultValue: kind });
}
