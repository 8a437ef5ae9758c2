import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '@/lib/http';
import { instant, list, object, text, type Json } from '@/lib/json';
import { useScope, useTenant } from '@/lib/session-state';

export interface ApiKey {
  id: string;
  name: string;
  begins: string;
  scopes: string[];
  expiresAt: Date | undefined;
  previousUntil: Date | undefined;
  lastUsedAt: Date | undefined;
  revokedAt: Date | undefined;
}

function readKey(it: Json): ApiKey {
  return {
    id: text(it, 'id') ?? '',
    name: text(it, 'name') ?? '',
    begins: text(it, 'begins') ?? '',
    scopes: Array.isArray(it.scopes) ? it.scopes.map(String) : [],
    expiresAt: instant(it, 'expiresAt'),
    previousUntil: instant(it, 'previousUntil'),
    lastUsedAt: instant(it, 'lastUsedAt'),
    revokedAt: instant(it, 'revokedAt'),
  };
}

export function useKeys() {
  const scope = useScope();
  const tenant = useTenant();
  return useQuery({
    queryKey: ['keys', scope],
    queryFn: async ({ signal }) => list(object(await ask(`${scope}/api-keys`, { signal })).items, readKey),
    enabled: tenant !== undefined,
  });
}

const keyOf = (answer: unknown) => text(object(answer), 'key') ?? '';

export function useKeyActions() {
  const scope = useScope();
  const client = useQueryClient();
  const afterwards = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await client.invalidateQueries({ queryKey: ['keys', scope] });
    return result;
  };
  const key = (id: string) => `${scope}/api-keys/${encodeURIComponent(id)}`;
  return {
    create: (name: string, scopes: string[], days: number) => afterwards(ask(`${scope}/api-keys`, { method: 'POST', body: { name, scopes, days } }).then(keyOf)),
    rotate: (id: string, overlapHours: number) => afterwards(ask(`${key(id)}/rotate`, { method: 'POST', body: { overlapHours } }).then(keyOf)),
    revoke: (id: string) => afterwards(ask(key(id), { method: 'DELETE' })),
  };
}
