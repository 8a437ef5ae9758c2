import { useSyncExternalStore } from 'react';

/** The admin token is stored in this tab's session storage only; closing the tab deletes it. */
const KEY = 'wabridge.admin-token';
const listeners = new Set<() => void>();
let refused = false;

export function currentToken(): string | null {
  return sessionStorage.getItem(KEY);
}

export function keepToken(token: string) {
  sessionStorage.setItem(KEY, token);
  refused = false;
  listeners.forEach((notify) => notify());
}

/** Deletes the token; the sign-in page shows a message if the gateway refused it. */
export function forgetToken(because: 'signed-out' | 'refused') {
  sessionStorage.removeItem(KEY);
  refused = because === 'refused';
  listeners.forEach((notify) => notify());
}

function subscribe(notify: () => void) {
  listeners.add(notify);
  return () => listeners.delete(notify);
}

export function useToken(): string | null {
  return useSyncExternalStore(subscribe, currentToken);
}

export function tokenWasRefused(): boolean {
  return refused;
}
