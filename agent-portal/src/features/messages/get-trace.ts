import { useQuery } from '@tanstack/react-query';
import { REFRESH_MS } from '@/lib/api/get-overview';
import { ask } from '@/lib/http';
import { instant, list, object, text, type Json } from '@/lib/json';
import { useToken } from '@/lib/token';
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

async function getTrace(id: string, token: string, signal: AbortSignal): Promise<Trace> {
  const trace = object(await ask(`/api/v1/messages/${encodeURIComponent(id)}/trace`, token, signal));
  return { message: readMessage(object(trace.message)), hops: list(trace.hops, readHop) };
}

export function useTrace(id: string) {
  const token = useToken() ?? '';
  return useQuery({
    queryKey: ['trace', token, id],
    queryFn: ({ signal }) => getTrace(id, token, signal),
    refetchInterval: REFRESH_MS,
  });
}
