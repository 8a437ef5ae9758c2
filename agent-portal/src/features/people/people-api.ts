import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '@/lib/http';
import { count, instant, list, object, text, type Json } from '@/lib/json';
import { type Role, useScope, useTenant } from '@/lib/session-state';

export interface Member {
  id: string;
  email: string;
  name: string;
  active: boolean;
  operator: boolean;
  role: Role | undefined;
  secondFactor: boolean;
  sessions: number;
  lastSeenAt: Date | undefined;
}

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  expiresAt: Date | undefined;
}

function readMember(it: Json): Member {
  return {
    id: text(it, 'id') ?? '',
    email: text(it, 'email') ?? '',
    name: text(it, 'name') ?? '',
    active: it.active !== false,
    operator: it.operator === true,
    role: text(it, 'role') as Role | undefined,
    secondFactor: it.secondFactor === true,
    sessions: count(it, 'sessions'),
    lastSeenAt: instant(it, 'lastSeenAt'),
  };
}

export function useMembers() {
  const scope = useScope();
  return useQuery({
    queryKey: ['people', scope],
    queryFn: async ({ signal }) => list(object(await ask(`${scope}/people`, { signal })).items, readMember),
  });
}

export function useInvitations() {
  const scope = useScope();
  const tenant = useTenant();
  return useQuery({
    queryKey: ['invitations', scope],
    queryFn: async ({ signal }) =>
      list(object(await ask(`${scope}/invitations`, { signal })).items, (it): Invitation => ({
        id: text(it, 'id') ?? '',
        email: text(it, 'email') ?? '',
        role: (text(it, 'role') ?? 'agent') as Role,
        expiresAt: instant(it, 'expiresAt'),
      })),
    enabled: tenant !== undefined,
  });
}

const linkOf = (answer: unknown) => text(object(answer), 'link') ?? '';

/** What an administrator does; every change reads the lists again. */
export function usePeopleActions() {
  const scope = useScope();
  const client = useQueryClient();
  const afterwards = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await Promise.all([client.invalidateQueries({ queryKey: ['people', scope] }), client.invalidateQueries({ queryKey: ['invitations', scope] })]);
    return result;
  };
  const person = (id: string) => `${scope}/people/${encodeURIComponent(id)}`;
  return {
    invite: (email: string, role: Role) => afterwards(ask(`${scope}/invitations`, { method: 'POST', body: { email, role } }).then(linkOf)),
    withdraw: (id: string) => afterwards(ask(`${scope}/invitations/${encodeURIComponent(id)}`, { method: 'DELETE' })),
    setRole: (id: string, role: Role) => afterwards(ask(person(id), { method: 'PATCH', body: { role } })),
    setActive: (id: string, active: boolean) => afterwards(ask(person(id), { method: 'PATCH', body: { active } })),
    remove: (id: string) => afterwards(ask(person(id), { method: 'DELETE' })),
    endSessions: (id: string) => afterwards(ask(`${person(id)}/sessions`, { method: 'DELETE' })),
    reset: (id: string, withoutSecondFactor: boolean) => ask(`${person(id)}/reset-link`, { method: 'POST', body: { withoutSecondFactor } }).then(linkOf),
    operator: () => ask('/api/v1/operator-codes', { method: 'POST' }).then(linkOf),
  };
}
