import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import vi from './locales/vi.ts';

export type Language = 'vi' | 'en';
const KEPT = 'language';

/** Vietnamese is there at once, other languages come when they are chosen. */
const LOADERS: Record<Language, () => Promise<typeof vi>> = {
  vi: async () => vi,
  en: async () => (await import('./locales/en.ts')).default,
};

/** The tag of a language's dates and numbers. */
export const LOCALES: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };

export const languageOf = (tag: string): Language => (tag.startsWith('en') ? 'en' : 'vi');

/** Loads a language, shows it, and keeps the choice in this browser. */
export async function changeLanguage(language: Language): Promise<void> {
  const texts = await LOADERS[language]();
  for (const [namespace, resources] of Object.entries(texts)) i18next.addResourceBundle(language, namespace, resources);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEPT, language);
}

/** To be awaited before anything is drawn. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: false,
    resources: { vi },
    defaultNS: 'common',
    // React escapes whatever it shows.
    interpolation: { escapeValue: false },
  });
  await changeLanguage(languageOf(localStorage.getItem(KEPT) ?? 'vi'));
}
