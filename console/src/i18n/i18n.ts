import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import common from './locales/vi/common.json' with { type: 'json' };
import labels from './locales/vi/labels.json' with { type: 'json' };

export type Language = 'vi' | 'en';
const KEPT = 'language';

/** An area's texts come with the first page that says one of them: nobody waits for those of pages that they never open. */
const areas: BackendModule = {
  type: 'backend',
  init() {},
  async read(language: string, area: string): Promise<ResourceKey> {
    const { default: texts } = (await import(`./locales/${language}/${area}.json`)) as { default: ResourceKey };
    return texts;
  },
};

/** The tag of a language's dates and numbers. */
export const LOCALES: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };

export const languageOf = (tag: string): Language => (tag.startsWith('en') ? 'en' : 'vi');

/** Loads a language, shows it, and keeps the choice in this browser. */
export async function changeLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEPT, language);
}

/** To be awaited before anything is drawn. */
export async function startI18n(): Promise<void> {
  const language = languageOf(localStorage.getItem(KEPT) ?? 'vi');
  await i18next
    .use(areas)
    .use(initReactI18next)
    .init({
      lng: language,
      load: 'currentOnly',
      fallbackLng: false,
      ns: ['common', 'labels'],
      defaultNS: 'common',
      // Vietnamese is there at once, as far as every page needs it.
      resources: { vi: { common, labels } },
      partialBundledLanguages: true,
      // React escapes whatever it shows.
      interpolation: { escapeValue: false },
    });
  document.documentElement.lang = language;
}
