import { useInfiniteQuery } from '@tanstack/react-query';
import { REFRESH_MS } from '@/lib/api/get-overview';
import { ask } from '@/lib/http';
import { instant, list, object, text, type Json } from '@/lib/json';
import { useScope } from '@/lib/session-state';

export interface ParkedMessage {
  id: string;
  tenantId: string | undefined;
  stage: string | undefined;
  reason: string | undefined;
  detail: string | undefined;
  parkedAt: Date | undefined;
  conversationId: string | undefined;
  messageId: string | undefined;
}

function readParked(it: Json): ParkedMessage {
  return {
    id: text(it, 'id') ?? '',
    tenantId: text(it, 'tenantId'),
    stage: text(it, 'stage'),
    reason: text(it, 'reason'),
    detail: text(it, 'detail'),
    parkedAt: instant(it, 'parkedAt'),
    conversationId: text(it, 'conversationId'),
    messageId: text(it, 'messageId'),
  };
}

async function getParked(scope: string, cursor: string, signal: AbortSignal) {
  const page = object(await ask(`${scope}/parked${cursor && `?cursor=${encodeURIComponent(cursor)}`}`, { signal }));
  return { items: list(page.items, readParked), next: text(page, 'next') };
}

export function useParked() {
  const scope = useScope();
  return useInfiniteQuery({
    queryKey: ['parked', scope],
    queryFn: ({ signal, pageParam }) => getParked(scope, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: REFRESH_MS,
  });
}
