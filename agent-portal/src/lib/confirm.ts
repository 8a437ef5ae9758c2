import { useSyncExternalStore } from 'react';

/** A request that needs the person's password or code once more waits here for the dialog. */
let waiting: ((confirmed: boolean) => void) | undefined;
const listeners = new Set<() => void>();

/** Opens the dialog; returns whether the person confirmed. */
export function confirmed(): Promise<boolean> {
  waiting?.(false);
  return new Promise((settle) => {
    waiting = settle;
    listeners.forEach((notify) => notify());
  });
}

export function settle(answer: boolean) {
  waiting?.(answer);
  waiting = undefined;
  listeners.forEach((notify) => notify());
}

function subscribe(notify: () => void) {
  listeners.add(notify);
  return () => listeners.delete(notify);
}

export function useConfirmation(): boolean {
  return useSyncExternalStore(subscribe, () => waiting !== undefined);
}
