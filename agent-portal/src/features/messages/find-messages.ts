import { useQuery } from '@tanstack/react-query';
import { ask } from '@/lib/http';
import { list, object } from '@/lib/json';
import { useToken } from '@/lib/token';
import { readMessage } from './message';

async function findMessages(words: string, token: string, signal: AbortSignal) {
  return list(object(await ask(`/api/v1/messages?q=${encodeURIComponent(words)}`, token, signal)).items, readMessage);
}

export function useFoundMessages(words: string) {
  const token = useToken() ?? '';
  return useQuery({
    queryKey: ['messages', token, words],
    queryFn: ({ signal }) => findMessages(words, token, signal),
    enabled: words !== '',
  });
}
