import { useQuery } from '@tanstack/react-query';
import { ask } from '@/lib/http';
import { list, object } from '@/lib/json';
import { useScope } from '@/lib/session-state';
import { readMessage } from './message';

async function findMessages(words: string, scope: string, signal: AbortSignal) {
  return list(object(await ask(`${scope}/messages?q=${encodeURIComponent(words)}`, { signal })).items, readMessage);
}

export function useFoundMessages(words: string) {
  const scope = useScope();
  return useQuery({
    queryKey: ['messages', scope, words],
    queryFn: ({ signal }) => findMessages(words, scope, signal),
    enabled: words !== '',
  });
}
