import { useSyncExternalStore } from 'react';
import { currentSession } from './session-state';

/** The current view; it is in the address after '#', so that a link to every view can be sent to a colleague. */
export type Place =
  | { at: 'overview' }
  | { at: 'parked' }
  | { at: 'people' }
  | { at: 'keys' }
  | { at: 'audit' }
  | { at: 'account' }
  | { at: 'welcome'; code: string }
  | { at: 'sign-in'; problem: string }
  | { at: 'search'; words: string }
  | { at: 'trace'; id: string }
  | Connecting
  | { at: 'channels' | 'desks'; id: string | undefined; part: string; tenant: string | undefined };

/** The wizard; what was saved so far is in the address, so that a colleague can go on. */
export interface Connecting {
  at: 'connect';
  step: Step;
  channel: string | undefined;
  desk: string | undefined;
  tenant: string | undefined;
}

export const steps = ['number', 'desk', 'webhooks', 'test'] as const;
export type Step = (typeof steps)[number];

export const addresses = {
  overview: '#/',
  parked: '#/parked',
  people: '#/people',
  keys: '#/keys',
  audit: '#/audit',
  account: '#/account',
  welcome: (code: string) => `#/welcome/${encodeURIComponent(code)}`,
  search: (words: string) => `#/messages?q=${encodeURIComponent(words)}`,
  trace: (id: string) => `#/messages/${encodeURIComponent(id)}`,
  connect: (to: { step?: Step; channel?: string | undefined; desk?: string | undefined } = {}) => ofTenant('#/connect', { step: to.step, channel: to.channel, desk: to.desk }),
  endpoints: (side: Side) => ofTenant(`#/${side}`),
  endpoint: (side: Side, id: string, part = '', tenant?: string) => ofTenant(`#/${side}/${encodeURIComponent(id)}${part && `/${part}`}`, {}, tenant),
};

/** Channels or desks. */
export type Side = 'channels' | 'desks';

/** The tenant is in the address, so that a colleague who sees several gets to the right one. */
function ofTenant(address: string, query: Record<string, string | undefined> = {}, owner?: string): string {
  const session = currentSession();
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, tenant: owner ?? (session.state === 'in' && session.person.operator ? session.tenant : undefined) })) {
    if (value) all.set(name, value);
  }
  const text = all.toString();
  return text ? `${address}?${text}` : address;
}

export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first, second, third] = path.split('/');
  const asked = new URLSearchParams(query);
  const tenant = asked.get('tenant') ?? undefined;
  switch (first) {
    case 'parked':
    case 'people':
    case 'keys':
    case 'audit':
    case 'account':
      return { at: first };
    case 'connect':
      return { at: first, step: steps.find((one) => one === asked.get('step')) ?? 'number', channel: asked.get('channel') ?? undefined, desk: asked.get('desk') ?? undefined, tenant };
    case 'channels':
    case 'desks':
      return { at: first, id: second ? plain(second) : undefined, part: third ?? '', tenant };
    case 'welcome':
      return { at: 'welcome', code: plain(second ?? '') };
    case 'sign-in':
      return { at: 'sign-in', problem: plain(second ?? '') };
    case 'messages':
      return second ? { at: 'trace', id: plain(second) } : { at: 'search', words: asked.get('q') ?? '' };
    default:
      return { at: 'overview' };
  }
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function go(address: string) {
  window.location.hash = address;
}

function subscribe(notify: () => void) {
  window.addEventListener('hashchange', notify);
  return () => window.removeEventListener('hashchange', notify);
}

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(subscribe, () => window.location.hash));
}
