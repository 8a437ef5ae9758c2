import { useNow } from '@/lib/clock';
import { ago, exact } from '@/lib/words';

/** A relative time; the exact one on hover. */
export function Moment({ at, none = 'never' }: { at: Date | undefined; none?: string }) {
  const now = useNow();
  if (!at) return <>{none}</>;
  return (
    <time dateTime={at.toISOString()} title={exact(at)}>
      {ago(at, now)}
    </time>
  );
}
