import { render } from '@testing-library/react';
import { vi } from 'vitest';
import { Portal } from '@/app/portal';
import { Providers } from '@/app/providers';
import { keepToken } from '@/lib/token';

/** A gateway that answers by path; a number is an error status, a missing path fails like a lost connection. */
export type Answers = Record<string, unknown>;

export const TOKEN = 'test-token';
export const asked: string[] = [];

export function gatewayAnswers(answers: Answers) {
  asked.length = 0;
  vi.stubGlobal('fetch', async (path: string, options: { headers: Record<string, string> }) => {
    asked.push(path);
    const answer = answers[path.split('?')[0] ?? ''];
    if (answer === undefined) throw new TypeError('Failed to fetch');
    if (options.headers.Authorization !== `Bearer ${TOKEN}`) return new Response('{}', { status: 401 });
    if (typeof answer === 'number') return new Response(JSON.stringify({ title: 'Service unavailable' }), { status: answer });
    return new Response(JSON.stringify(answer), { status: 200 });
  });
}

export function openPortal({ token, at = '#/' }: { token?: string; at?: string } = {}) {
  if (token) keepToken(token);
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
