import { useQuery } from '@tanstack/react-query';
import { REFRESH_MS } from '@/lib/api/get-overview';
import { ask } from '@/lib/http';
import { instant, list, object, text, type Json } from '@/lib/json';
import { useScope } from '@/lib/session-state';
import { type Message, readMessage } from './message';

export interface Hop {
  stage: string;
  at: Date | undefined;
  outcome: string | undefined;
  detail: string | undefined;
}

export interface Trace {
  message: Message;
  hops: Hop[];
}

function readHop(it: Json): Hop {
  return { stage: text(it, 'stage') ?? 'unnamed stage', at: instant(it, 'at'), outcome: text(it, 'outcome'), detail: text(it, 'detail') };
}

async function getTrace(id: string, scope: string, signal: AbortSignal): Promise<Trace> {
  const trace = object(await ask(`${scope}/messages/${encodeURIComponent(id)}/trace`, { signal }));
  return { message: readMessage(object(trace.message)), hops: list(trace.hops, readHop) };
}

export function useTrace(id: string) {
  const scope = useScope();
  return useQuery({
    queryKey: ['trace', scope, id],
    queryFn: ({ signal }) => getTrace(id, scope, signal),
    refetchInterval: REFRESH_MS,
  });
}
