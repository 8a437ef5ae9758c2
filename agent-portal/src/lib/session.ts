import { forgetAllDrafts } from './drafts';
import { ask } from './http';
import { list, object, text, type Json } from './json';
import { currentSession, lastTenant, setSession, type Language, type Person, type Role } from './session-state';

function readPerson(it: Json): Person {
  const roles = object(it.roles);
  return {
    id: text(it, 'id') ?? '',
    email: text(it, 'email') ?? '',
    name: text(it, 'name') ?? '',
    language: (text(it, 'language') ?? 'en') as Language,
    operator: it.operator === true,
    roles: Object.fromEntries(Object.keys(roles).map((tenant) => [tenant, text(roles, tenant) as Role])),
    hasPassword: it.hasPassword === true,
    secondFactor: it.secondFactor === true,
  };
}

/** Takes over what the gateway says about this browser; returns whether a person is signed in. */
function take(answer: unknown): boolean {
  const now = object(answer);
  if (typeof now.person === 'object' && now.person !== null) {
    const person = readPerson(object(now.person));
    const before = currentSession();
    const known = before.state === 'in' && before.person.id === person.id ? before : lastTenant(person.id);
    const tenant = known ? known.tenant : person.operator ? undefined : Object.keys(person.roles).sort()[0];
    setSession({ state: 'in', person, csrf: text(now, 'csrf') ?? '', tenant });
    return true;
  }
  const before = currentSession();
  setSession({
    state: 'out',
    ended: before.state === 'in' || (before.state === 'unknown' && before.ended),
    firstOperator: now.firstOperator === true,
    providers: list(now.providers, (it) => ({ id: text(it, 'id') ?? '', label: text(it, 'label') ?? '' })),
  });
  return false;
}

export async function loadSession() {
  take(await ask('/api/v1/session', { open: true }));
}

export interface Credentials {
  email: string;
  password: string;
  code?: string;
}

export async function signIn(credentials: Credentials) {
  take(await ask('/api/v1/session', { method: 'POST', body: credentials, open: true }));
}

export async function signOut() {
  await ask('/api/v1/session', { method: 'DELETE' }).catch(() => undefined);
  forgetAllDrafts();
  setSession({ state: 'unknown', ended: false });
}

export async function confirmSession(shown: { password?: string; code?: string }) {
  await ask('/api/v1/session/confirm', { method: 'POST', body: shown, open: true });
}

export type Purpose = 'FIRST_OPERATOR' | 'INVITATION' | 'RESET';

export interface Link {
  purpose: Purpose;
  email: string | undefined;
  tenant: string | undefined;
  role: Role | undefined;
  exists: boolean;
}

export async function lookAtLink(link: string, signal: AbortSignal): Promise<Link> {
  const it = object(await ask('/api/v1/session/link/look', { method: 'POST', body: { link }, open: true, signal }));
  return {
    purpose: (text(it, 'purpose') ?? 'INVITATION') as Purpose,
    email: text(it, 'email'),
    tenant: text(it, 'tenant'),
    role: text(it, 'role') as Role | undefined,
    exists: it.exists === true,
  };
}

export interface LinkForm {
  link: string;
  email?: string;
  name?: string;
  language?: Language;
  password?: string;
  code?: string;
}

/** Returns whether the person is signed in afterwards. */
export async function openLink(form: LinkForm): Promise<boolean> {
  const answer = object(await ask('/api/v1/session/link', { method: 'POST', body: form, open: true }));
  if (answer.person) return take(answer);
  await loadSession();
  return false;
}
