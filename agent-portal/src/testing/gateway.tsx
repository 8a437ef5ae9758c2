import { render } from '@testing-library/react';
import { vi } from 'vitest';
import { Portal } from '@/app/portal';
import { Providers } from '@/app/providers';
import { setSession } from '@/lib/session-state';

/** A gateway that answers by path; a number is an error status, a missing path fails like a lost connection. */
export type Answers = Record<string, unknown>;

export interface Asked {
  method: string;
  path: string;
  body: unknown;
  csrf: string | undefined;
}

export const asked: Asked[] = [];
export const CSRF = 'csrf-of-the-session';

export const person = (more: object = {}) => ({
  id: 'p_1',
  email: 'ana@example.org',
  name: 'Ana',
  language: 'en',
  operator: true,
  roles: {},
  hasPassword: true,
  secondFactor: false,
  confirmedUntil: new Date().toISOString(),
  ...more,
});

export const signedIn = (more: object = {}) => ({ person: person(more), csrf: CSRF });
export const signedOutState = (more: object = {}) => ({ firstOperator: false, providers: [], ...more });

/** A refusal with its code. */
export class Problem {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly wait = 0,
  ) {}
}

/** An answer may be a function of what was asked. The key is the path, or the method and the path. */
export function gatewayAnswers(answers: Answers) {
  asked.length = 0;
  vi.stubGlobal('fetch', async (address: string, options: { method: string; headers: Record<string, string>; body?: string }) => {
    const path = address.split('?')[0] ?? '';
    const one = { method: options.method, path: address, body: options.body ? (JSON.parse(options.body) as unknown) : undefined, csrf: options.headers['X-CSRF-Token'] };
    asked.push(one);
    const known = answers[`${options.method} ${path}`] ?? answers[path] ?? (path === '/api/v1/session' ? signedIn() : path === '/api/v1/tenants' ? { items: [] } : undefined);
    const answer = typeof known === 'function' ? (known as (asked: Asked) => unknown)(one) : known;
    if (answer === undefined) throw new TypeError('Failed to fetch');
    if (answer instanceof Problem) {
      return new Response(JSON.stringify({ title: 'Refused', code: answer.code }), { status: answer.status, headers: { 'Retry-After': String(answer.wait) } });
    }
    if (typeof answer === 'number') return new Response(JSON.stringify({ title: 'Service unavailable' }), { status: answer });
    return new Response(JSON.stringify(answer), { status: 200 });
  });
}

export function openPortal({ at = '#/' }: { at?: string } = {}) {
  setSession({ state: 'unknown', ended: false });
  window.location.hash = at;
  return render(
    <Providers retryDelay={1}>
      <Portal />
    </Providers>,
  );
}

const names = ['api-gateway', 'tenant-service', 'auth-service', 'state-manager', 'whatsapp-webhook-service', 'inbound-transformer', 'genesys-api-service', 'genesys-webhook-service', 'outbound-transformer', 'whatsapp-api-service'];

export function overview({ tenant = {}, down = [], tenants }: { tenant?: object; down?: string[]; tenants?: object[] } = {}) {
  const at = new Date();
  const sur = {
    id: 'tn_sur',
    name: 'Diario Sur',
    status: 'ACTIVE',
    channels: [{ id: 'ch_1', name: 'Redacción', externalId: '106540352242922', status: 'ACTIVE' }],
    desks: [{ id: 'dk_1', name: 'Mesa central', kind: 'genesys', externalId: '3f0c1d52', status: 'ACTIVE' }],
    lastInboundAt: new Date(at.getTime() - 12_000).toISOString(),
    lastOutboundAt: new Date(at.getTime() - 47_000).toISOString(),
    waiting: 0,
    parked: 0,
    ...tenant,
  };
  return { tenants: tenants ?? [sur], services: names.map((name) => ({ name, status: down.includes(name) ? 'DOWN' : 'UP' })), at: at.toISOString() };
}
