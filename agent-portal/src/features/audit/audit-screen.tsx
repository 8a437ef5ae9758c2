import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from '@mantine/core';
import { Page } from '@/components/page';
import rows from '@/components/rows.module.css';
import { Since } from '@/components/since';
import { Trouble } from '@/components/trouble';
import { ask } from '@/lib/http';
import { instant, list, object, text } from '@/lib/json';
import { useWords } from '@/lib/language';
import { useScope } from '@/lib/session-state';
import { words } from './words';

interface Entry {
  id: string;
  at: Date | undefined;
  actor: string;
  action: string;
  subject: string | undefined;
  address: string | undefined;
  detail: string | undefined;
}

async function getEntries(scope: string, cursor: string, signal: AbortSignal) {
  const page = object(await ask(`${scope}/audit${cursor && `?cursor=${encodeURIComponent(cursor)}`}`, { signal }));
  const items = list(page.items, (it): Entry => ({
    id: text(it, 'id') ?? '',
    at: instant(it, 'at'),
    actor: text(it, 'actorName') ?? text(it, 'actor') ?? '',
    action: text(it, 'action') ?? '',
    subject: text(it, 'subjectName') ?? text(it, 'subject'),
    address: text(it, 'address'),
    detail: text(it, 'detail'),
  }));
  return { items, next: text(page, 'next') };
}

/** Who did what, the newest first. */
export function AuditScreen() {
  const said = useWords(words);
  const scope = useScope();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', scope],
    queryFn: ({ signal, pageParam }) => getEntries(scope, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const entries = data?.pages.flatMap((page) => page.items) ?? [];
  const actions: Record<string, string> = said.actions;
  const named = (action: string) => {
    const done = action.replace(/\.refused$/, '');
    return actions[action] ?? (done !== action && actions[done] ? `${actions[done]} (${said.refused})` : action);
  };
  return (
    <Page title={said.title} lead={said.lead}>
      {error && <Trouble what={said.title} error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton height={240} radius={14} />}
      {data && (
        <ul className={rows.rows}>
          {entries.length === 0 && <li className={rows.empty}>{said.none}</li>}
          {entries.map((entry) => (
            <li key={entry.id} className={rows.row}>
              <div className={rows.who}>
                <strong>{named(entry.action)}</strong>
                <span className={rows.quiet}>{[entry.actor, entry.subject !== entry.actor && entry.subject, entry.detail, entry.address].filter(Boolean).join(' · ')}</span>
              </div>
              <span className={rows.quiet}>
                <Since at={entry.at} none="" />
              </span>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {said.more}
        </Button>
      )}
    </Page>
  );
}
