import type { Overview, Tenant } from '@/lib/api/get-overview';
import { levelOf, serviceWord, stateWord, type Level } from '@/lib/health';
import { exact, many, plainly } from '@/lib/words';

const USUAL_WAIT_MS = 30_000;

/** The state in one sentence, further findings, and the next action, derived from the overview. */
export interface Verdict {
  level: Level;
  sentence: string;
  more: string[];
  next?: 'connect-a-tenant' | 'send-a-message' | 'see-parked';
}

interface Finding {
  level: Level;
  sentence: string;
  next?: Verdict['next'];
}

export function verdictOf(overview: Overview): Verdict {
  const [worst, ...others] = findings(overview);
  if (worst) return { ...worst, more: others.map((it) => it.sentence) };
  const waiting = sum(overview.tenants, (tenant) => tenant.waiting);
  return {
    level: 'ok',
    sentence: 'Everything is working.',
    more: waiting > 0 ? [`${many(waiting, 'message is', 'messages are')} waiting for delivery.`] : [],
  };
}

function findings({ tenants, services, at }: Overview): Finding[] {
  const on = tenants.filter((tenant) => levelOf(tenant.status) !== 'off');
  return [
    ...services.filter(({ status }) => levelOf(status) === 'bad').length > 1
      ? [severalDown(services)]
      : services.filter(({ status }) => levelOf(status) === 'bad').map((it) => bad(`${it.name} is unavailable.`)),
    ...on.flatMap(brokenParts),
    ...parked(sum(tenants, (tenant) => tenant.parked)),
    ...on.flatMap((tenant) => held(tenant, at)),
    ...services
      .filter(({ status }) => ['warn', 'unknown'].includes(levelOf(status)))
      .map((it): Finding => ({ level: 'warn', sentence: `${it.name} is ${serviceWord(it.status) === 'starting' ? 'starting' : 'in an unknown state'}.` })),
    ...on.flatMap(missingParts),
    ...(services.length === 0 ? [{ level: 'warn' as const, sentence: 'The state of the services is unknown.' }] : []),
    ...beginnings(tenants, on),
  ];
}

function severalDown(services: Overview['services']): Finding {
  const down = services.filter(({ status }) => levelOf(status) === 'bad');
  if (down.length === services.length) return bad('No service is available.');
  return bad(`${down.length} of ${services.length} services are unavailable.`);
}

function brokenParts(tenant: Tenant): Finding[] {
  const parts = [...tenant.channels.map((it) => ({ ...it, what: 'Channel' })), ...tenant.desks.map((it) => ({ ...it, what: 'Desk' }))];
  return parts
    .filter(({ status }) => levelOf(status) === 'bad')
    .map((it) => bad(`${it.what} “${it.name}” of ${tenant.name} is ${stateWord(it.status)}.`));
}

function missingParts(tenant: Tenant): Finding[] {
  const say = (sentence: string): Finding => ({ level: 'warn', sentence });
  const parts = [...tenant.channels.map((it) => ({ ...it, what: 'Channel' })), ...tenant.desks.map((it) => ({ ...it, what: 'Desk' }))];
  return [
    ...(tenant.channels.length === 0 ? [say(`${tenant.name} has no channel yet.`)] : []),
    ...(tenant.desks.length === 0 ? [say(`${tenant.name} has no desk yet.`)] : []),
    ...parts
      .filter(({ status }) => levelOf(status) === 'warn' || (status && levelOf(status) === 'unknown'))
      .map((it) => say(`${it.what} “${it.name}” of ${tenant.name} is ${stateWord(it.status)}.`)),
  ];
}

function parked(number: number): Finding[] {
  if (number === 0) return [];
  return [{ level: 'warn', sentence: `${many(number, 'message is parked and needs', 'messages are parked and need')} a decision.`, next: 'see-parked' }];
}

/** A wait of seconds is usual; a longer one needs to be seen. */
function held(tenant: Tenant, at: Date | undefined): Finding[] {
  return tenant.held
    .filter(({ since }) => !since || !at || at.getTime() - since.getTime() > USUAL_WAIT_MS)
    .map(({ what, reason, number, since }) => {
      const waits = what === 'file' || what === 'receipt' ? many(number, `${what} waits`, `${what}s wait`) : many(number, 'conversation waits', 'conversations wait');
      return { level: 'warn', sentence: `${waits} at ${tenant.name}${since ? ` since ${exact(since)}` : ''}: ${plainly(reason ?? 'unknown reason').toLowerCase()}.` };
    });
}

function beginnings(tenants: Tenant[], on: Tenant[]): Finding[] {
  if (tenants.length === 0) return [{ level: 'off', sentence: 'No tenant is connected yet.', next: 'connect-a-tenant' }];
  const silent = on.length > 0 && on.every((it) => !it.lastInboundAt && !it.lastOutboundAt);
  return silent ? [{ level: 'off', sentence: 'Ready, but no message was sent or received yet.', next: 'send-a-message' }] : [];
}

function bad(sentence: string): Finding {
  return { level: 'bad', sentence };
}

function sum(tenants: Tenant[], of: (tenant: Tenant) => number): number {
  return tenants.reduce((total, tenant) => total + of(tenant), 0);
}
