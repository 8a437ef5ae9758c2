import { useSyncExternalStore } from 'react';

/** One timer for the whole page, set by the server's clock, so that "12 s ago" is right on a computer with a wrong clock. */
let skew = 0;
let now = Date.now();
let ticking: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

export function setByServer(at: Date | undefined) {
  const difference = at ? at.getTime() - Date.now() : 0;
  skew = Math.abs(difference) > 2000 ? difference : 0;
  tick();
}

function tick() {
  now = Date.now() + skew;
  listeners.forEach((notify) => notify());
}

/** Now, by the server's clock. */
export function serverNow(): Date {
  return new Date(Date.now() + skew);
}

function subscribe(notify: () => void) {
  listeners.add(notify);
  ticking ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(notify);
    if (listeners.size === 0) {
      clearInterval(ticking);
      ticking = undefined;
    }
  };
}

export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
