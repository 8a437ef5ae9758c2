import { useNow } from '@/lib/clock';
import { relative, useLanguage } from '@/lib/language';
import { exact } from '@/lib/words';

/** A relative time in the person's language; the exact one on hover. */
export function Since({ at, none }: { at: Date | undefined; none: string }) {
  const now = useNow();
  const language = useLanguage();
  if (!at) return <>{none}</>;
  return (
    <time dateTime={at.toISOString()} title={exact(at, language)}>
      {relative(at, now, language)}
    </time>
  );
}
