import { useSyncExternalStore } from 'react';

/** The admin token lives in this tab's session storage and nowhere else; closing the tab forgets it. */
const KEY = 'wabridge.admin-token';
const listeners = new Set<() => void>();
let refused = false;

export function currentToken(): string | null {
  return sessionStorage.getItem(KEY);
}

export function keepToken(token: string) {
  sessionStorage.setItem(KEY, token);
  refused = false;
  listeners.forEach((tell) => tell());
}

/** Forgets the token; `because` tells the sign-in whether somebody left or the gateway stopped knowing the token. */
export function forgetToken(because: 'signed-out' | 'refused') {
  sessionStorage.removeItem(KEY);
  refused = because === 'refused';
  listeners.forEach((tell) => tell());
}

function subscribe(tell: () => void) {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function useToken(): string | null {
  return useSyncExternalStore(subscribe, currentToken);
}

export function tokenWasRefused(): boolean {
  return refused;
}
