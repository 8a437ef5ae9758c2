import { useNow } from '@/lib/clock';
import { relative, useLanguage } from '@/lib/language';
import { ago, exact } from '@/lib/words';

/** A relative time; the exact one on hover. */
export function Moment({ at, none = 'never' }: { at: Date | undefined; none?: string }) {
  const now = useNow();
  const language = useLanguage();
  if (!at) return <>{none}</>;
  return (
    <time dateTime={at.toISOString()} title={exact(at, language)}>
      {language === 'en' ? ago(at, now) : relative(at, now, language)}
    </time>
  );
}
