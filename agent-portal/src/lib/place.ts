import { useSyncExternalStore } from 'react';

/** The current view; it is in the address after '#', so that a link to every view can be sent to a colleague. */
export type Place =
  | { at: 'overview' }
  | { at: 'parked' }
  | { at: 'search'; words: string }
  | { at: 'trace'; id: string };

export const addresses = {
  overview: '#/',
  parked: '#/parked',
  search: (words: string) => `#/messages?q=${encodeURIComponent(words)}`,
  trace: (id: string) => `#/messages/${encodeURIComponent(id)}`,
};

export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first, second] = path.split('/');
  if (first === 'parked') return { at: 'parked' };
  if (first !== 'messages') return { at: 'overview' };
  return second ? { at: 'trace', id: plain(second) } : { at: 'search', words: new URLSearchParams(query).get('q') ?? '' };
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
