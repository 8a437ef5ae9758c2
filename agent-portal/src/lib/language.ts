import { type Language, useSession } from './session-state';

const languages: readonly Language[] = ['en', 'es', 'pt'];
export const languageNames: Record<Language, string> = { en: 'English', es: 'Español', pt: 'Português' };

export function browserLanguage(): Language {
  const wanted = navigator.language.slice(0, 2).toLowerCase();
  return languages.find((one) => one === wanted) ?? 'en';
}

/** The person's language; before the sign-in, the browser's. */
export function useLanguage(): Language {
  const session = useSession();
  return session.state === 'in' ? session.person.language : browserLanguage();
}

/** The words of a view in the person's language; every language has the same keys. */
export function useWords<Words>(words: Record<Language, Words>): Words {
  return words[useLanguage()];
}

/** "3 minutes ago" in the person's language. */
export function relative(at: Date, now: number, language: Language): string {
  const seconds = Math.min(0, Math.round((at.getTime() - now) / 1000));
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, size] of [['day', 86_400], ['hour', 3600], ['minute', 60]] as const) {
    if (-seconds >= size) return format.format(Math.ceil(seconds / size), unit);
  }
  return format.format(seconds > -10 ? 0 : seconds, 'second');
}

export function day(at: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(at);
}
