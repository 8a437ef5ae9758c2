import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '@/lib/http';
import { instant, list, object, text } from '@/lib/json';
import { loadSession } from '@/lib/session';
import type { Language } from '@/lib/session-state';

export interface OwnSession {
  id: string;
  address: string;
  agent: string;
  lastSeenAt: Date | undefined;
  current: boolean;
}

const ACCOUNT = '/api/v1/account';

export function useOwnSessions() {
  return useQuery({
    queryKey: ['own-sessions'],
    queryFn: async ({ signal }) =>
      list(object(await ask(`${ACCOUNT}/sessions`, { signal })).items, (it): OwnSession => ({
        id: text(it, 'id') ?? '',
        address: text(it, 'address') ?? '',
        agent: text(it, 'agent') ?? '',
        lastSeenAt: instant(it, 'lastSeenAt'),
        current: it.current === true,
      })),
  });
}

export interface Enrolment {
  secret: string;
  uri: string;
}

/** What a person does with its own account; the session is read again where it shows the change. */
export function useAccountActions() {
  const client = useQueryClient();
  const sessions = () => client.invalidateQueries({ queryKey: ['own-sessions'] });
  return {
    describe: (name: string, language: Language) => ask(ACCOUNT, { method: 'PATCH', body: { name, language } }).then(loadSession),
    changePassword: (current: string, password: string) => ask(`${ACCOUNT}/password`, { method: 'PUT', body: { current, password } }).then(sessions),
    beginFactor: async (): Promise<Enrolment> => {
      const it = object(await ask(`${ACCOUNT}/second-factor`, { method: 'POST' }));
      return { secret: text(it, 'secret') ?? '', uri: text(it, 'uri') ?? '' };
    },
    confirmFactor: async (code: string): Promise<string[]> => {
      const it = object(await ask(`${ACCOUNT}/second-factor/confirm`, { method: 'POST', body: { code } }));
      return Array.isArray(it.recoveryCodes) ? it.recoveryCodes.map(String) : [];
    },
    removeFactor: () => ask(`${ACCOUNT}/second-factor`, { method: 'DELETE' }).then(loadSession),
    end: (id: string) => ask(`${ACCOUNT}/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }).then(sessions),
    endOthers: () => ask(`${ACCOUNT}/sessions`, { method: 'DELETE' }).then(sessions),
  };
}
