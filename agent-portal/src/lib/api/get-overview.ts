import { useQuery } from '@tanstack/react-query';
import { setByServer } from '../clock';
import { ask } from '../http';
import { count, instant, list, object, text, type Json } from '../json';
import { useScope } from '../session-state';

export interface Channel {
  id: string;
  name: string;
  externalId: string | undefined;
  status: string | undefined;
  since: Date | undefined;
  /** Why it does not work. */
  cause: string | undefined;
}

export interface Desk {
  id: string;
  name: string;
  kind: string | undefined;
  externalId: string | undefined;
  status: string | undefined;
  since: Date | undefined;
  cause: string | undefined;
}

export interface Tenant {
  id: string;
  name: string;
  status: string | undefined;
  channels: Channel[];
  desks: Desk[];
  lastInboundAt: Date | undefined;
  lastOutboundAt: Date | undefined;
  waiting: number;
  parked: number;
  held: Held[];
}

/** What waits for one reason: conversations, or late files, for which no conversation waits. */
export interface Held {
  what: string | undefined;
  reason: string | undefined;
  number: number;
  since: Date | undefined;
}

export interface Service {
  name: string;
  status: string | undefined;
}

export interface Overview {
  tenants: Tenant[];
  services: Service[];
  at: Date | undefined;
}

export const REFRESH_MS = 5000;

export function readOverview(answer: unknown): Overview {
  const overview = object(answer);
  return {
    tenants: list(overview.tenants, readTenant),
    services: list(overview.services, (it) => ({ name: text(it, 'name') ?? 'unnamed service', status: text(it, 'status') })),
    at: instant(overview, 'at'),
  };
}

function readTenant(it: Json): Tenant {
  const id = text(it, 'id') ?? '';
  return {
    id,
    name: text(it, 'name') ?? (id || 'Unnamed tenant'),
    status: text(it, 'status'),
    channels: list(it.channels, readChannel),
    desks: list(it.desks, readDesk),
    lastInboundAt: instant(it, 'lastInboundAt'),
    lastOutboundAt: instant(it, 'lastOutboundAt'),
    waiting: count(it, 'waiting'),
    parked: count(it, 'parked'),
    held: list(it.held, (one) => ({ what: text(one, 'what'), reason: text(one, 'reason'), number: count(one, 'number'), since: instant(one, 'since') })),
  };
}

function readChannel(it: Json): Channel {
  const number = text(it, 'externalId');
  return { id: text(it, 'id') ?? number ?? '', name: text(it, 'name') ?? number ?? 'Channel', externalId: number, status: text(it, 'status'), since: instant(it, 'since'), cause: text(it, 'cause') };
}

function readDesk(it: Json): Desk {
  const kind = text(it, 'kind');
  return {
    id: text(it, 'id') ?? '',
    name: text(it, 'name') ?? kind ?? 'Desk',
    kind,
    externalId: text(it, 'externalId'),
    status: text(it, 'status'),
    since: instant(it, 'since'),
    cause: text(it, 'cause'),
  };
}

async function getOverview(scope: string, signal: AbortSignal): Promise<Overview> {
  const overview = readOverview(await ask(`${scope}/overview`, { signal }));
  setByServer(overview.at);
  return overview;
}

export function useOverview() {
  const scope = useScope();
  return useQuery({
    queryKey: ['overview', scope],
    queryFn: ({ signal }) => getOverview(scope, signal),
    refetchInterval: REFRESH_MS,
  });
}

/** The name of a tenant by its id. */
export function useTenantName(): (id: string | undefined) => string {
  const tenants = useOverview().data?.tenants ?? [];
  return (id) => tenants.find((tenant) => tenant.id === id)?.name ?? id ?? 'unknown tenant';
}
