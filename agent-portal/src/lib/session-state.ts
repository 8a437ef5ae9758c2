import { useSyncExternalStore } from 'react';

export type Role = 'admin' | 'coordinator' | 'agent';
export type Language = 'en' | 'es' | 'pt';

export interface Person {
  id: string;
  email: string;
  name: string;
  language: Language;
  operator: boolean;
  /** By tenant. */
  roles: Record<string, Role>;
  hasPassword: boolean;
  secondFactor: boolean;
}

export interface Provider {
  id: string;
  label: string;
}

/** What the browser knows of its session. The cookie itself is out of the script's reach. */
export type Session =
  | { state: 'unknown'; ended: boolean }
  | { state: 'out'; ended: boolean; firstOperator: boolean; providers: Provider[] }
  | { state: 'in'; person: Person; csrf: string; tenant: string | undefined };

let session: Session = { state: 'unknown', ended: false };

/** The tenant that each person chose last: it stays when a session ends and the person signs in again. */
const chosen = new Map<string, string | undefined>();

export function lastTenant(person: string): { tenant: string | undefined } | undefined {
  return chosen.has(person) ? { tenant: chosen.get(person) } : undefined;
}
const listeners = new Set<() => void>();

export function setSession(next: Session) {
  session = next;
  listeners.forEach((notify) => notify());
}

export function currentSession(): Session {
  return session;
}

/** The session ended elsewhere, or by itself; the gateway is asked how to sign in again. */
export function signedOut() {
  if (session.state === 'in') setSession({ state: 'unknown', ended: true });
}

export function csrf(): string {
  return session.state === 'in' ? session.csrf : '';
}

export function chooseTenant(tenant: string | undefined) {
  if (session.state !== 'in') return;
  chosen.set(session.person.id, tenant);
  setSession({ ...session, tenant });
}

/** Whether the person may see this tenant. */
export function sees(person: Person, tenant: string): boolean {
  return person.operator || person.roles[tenant] !== undefined;
}

function subscribe(notify: () => void) {
  listeners.add(notify);
  return () => listeners.delete(notify);
}

export function useSession(): Session {
  return useSyncExternalStore(subscribe, currentSession);
}

/** The person who is signed in; the pages behind the sign-in only. */
export function usePerson(): Person {
  const now = useSession();
  if (now.state !== 'in') throw new Error('there is no session');
  return now.person;
}

/** The tenant whose facts the pages show; undefined: all, for operators. */
export function useTenant(): string | undefined {
  const now = useSession();
  return now.state === 'in' ? now.tenant : undefined;
}

/** Where the API has the facts that the pages show. */
export function useScope(): string {
  const tenant = useTenant();
  return tenant === undefined ? '/api/v1' : `/api/v1/tenants/${encodeURIComponent(tenant)}`;
}

export type Right = 'messages' | 'people' | 'configuration' | 'platform';

/** What the portal offers; the server decides again. */
export function may(person: Person, tenant: string | undefined, right: Right): boolean {
  if (person.operator) return true;
  const role = tenant === undefined ? undefined : person.roles[tenant];
  if (right === 'messages') return role === 'admin' || role === 'coordinator';
  return (right === 'people' || right === 'configuration') && role === 'admin';
}
