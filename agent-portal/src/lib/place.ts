import { useSyncExternalStore } from 'react';

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
  | { at: 'trace'; id: string };

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
};

export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first, second] = path.split('/');
  switch (first) {
    case 'parked':
    case 'people':
    case 'keys':
    case 'audit':
    case 'account':
      return { at: first };
    case 'welcome':
      return { at: 'welcome', code: plain(second ?? '') };
    case 'sign-in':
      return { at: 'sign-in', problem: plain(second ?? '') };
    case 'messages':
      return second ? { at: 'trace', id: plain(second) } : { at: 'search', words: new URLSearchParams(query).get('q') ?? '' };
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
