import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat, type Format } from './format.ts';
import { LOCALES, languageOf } from './i18n.ts';

/** How this language writes dates and numbers. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(LOCALES[languageOf(i18n.language)]), [i18n.language]);
}
