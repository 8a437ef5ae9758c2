import { useCallback, useState } from 'react';
import { currentSession } from './session-state';

/**
 * What a person has typed and not saved, in the page's memory: it survives a session that ends and a new sign-in, and
 * another person never sees it. Nothing is stored, because it may contain secrets.
 */
const drafts = new Map<string, unknown>();

function keyOf(name: string): string {
  const session = currentSession();
  return session.state === 'in' ? `${session.person.id} ${session.tenant ?? ''} ${name}` : '';
}

export function forgetDraft(name: string) {
  drafts.delete(keyOf(name));
}

/** The person has signed out on purpose. */
export function forgetAllDrafts() {
  drafts.clear();
}

/** Like useState, but the value is still there when the view comes back. */
export function useDraft<T>(name: string, first: T): [T, (next: T | ((before: T) => T)) => void] {
  const key = keyOf(name);
  const [value, setValue] = useState<T>(() => (drafts.has(key) ? (drafts.get(key) as T) : first));
  const keep = useCallback(
    (next: T | ((before: T) => T)) => {
      const before = drafts.has(key) ? (drafts.get(key) as T) : first;
      const now = typeof next === 'function' ? (next as (before: T) => T)(before) : next;
      drafts.set(key, now);
      setValue(now);
    },
    // the first value counts only once
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key],
  );
  return [value, keep];
}
