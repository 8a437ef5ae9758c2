import { plainly } from './words';

/** The severity of a state; every level has a colour, a shape and a word. */
export type Level = 'ok' | 'warn' | 'bad' | 'off' | 'unknown';

const meanings: Record<Exclude<Level, 'unknown'>, string[]> = {
  ok: ['active', 'up', 'ok', 'healthy', 'ready', 'connected', 'enabled', 'live', 'verified', 'working', 'operational', 'running', 'online', 'registered', 'delivered', 'sent', 'read', 'accepted', 'passed', 'done', 'received', 'normalized'],
  warn: ['warning', 'delivering', 'pending', 'new', 'draft', 'created', 'connecting', 'unverified', 'untested', 'starting', 'degraded', 'limited', 'held', 'waiting', 'retry', 'retrying', 'deferred', 'uncertain', 'in progress'],
  bad: ['down', 'failed', 'failing', 'error', 'broken', 'disconnected', 'revoked', 'out of service', 'refused', 'rejected', 'expired', 'banned', 'blocked', 'parked'],
  off: ['paused', 'suspended', 'disabled', 'inactive', 'off', 'closed', 'archived', 'dropped', 'duplicate', 'ignored', 'skipped'],
};

const levels = new Map<string, Level>(
  Object.entries(meanings).flatMap(([level, words]) => words.map((word) => [word, level as Level] as const)),
);

export function levelOf(status: string | undefined): Level {
  return levels.get((status ?? '').trim().toLowerCase().replace(/[_-]+/g, ' ')) ?? 'unknown';
}

const services: Record<Level, string> = { ok: 'working', warn: 'starting', bad: 'unavailable', off: 'switched off', unknown: 'unknown' };

export function serviceWord(status: string | undefined): string {
  return services[levelOf(status)];
}

const states: Record<string, string> = { active: 'working', up: 'working', pending: 'not connected yet', failed: 'failing', error: 'failing', down: 'unavailable', untested: 'not tested yet' };

export function stateWord(status: string | undefined): string {
  const word = plainly(status ?? 'unknown').toLowerCase();
  return states[word] ?? word;
}
