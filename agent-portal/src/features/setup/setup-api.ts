import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, askTagged, type FieldProblem } from '@/lib/http';
import { instant, list, object, text, type Json } from '@/lib/json';
import type { Side } from '@/lib/place';
import { usePerson, useScope, useTenant } from '@/lib/session-state';

/** One field of a connector's form, as the connector describes it. */
export interface Field {
  name: string;
  type: 'TEXT' | 'SECRET' | 'URL' | 'CHOICE' | 'REGION' | 'LIST';
  label: string;
  help: string;
  required: boolean;
  patternHelp: string | undefined;
  defaultValue: string | undefined;
  options: { value: string; label: string }[];
  operatorOnly: boolean;
  generated: boolean;
  findIt: string | undefined;
}

export interface Connector {
  kind: string;
  side: Side;
  label: string;
  fields: Field[];
  /** Whether the bridge registers its address at the product itself. */
  connects: boolean;
  /** Its stand-in in the sandbox. */
  sandbox: { page: string | undefined } | undefined;
  documentation: string[];
}

/** What a person typed, by the field's name; a list has a line for each value. */
export type Entered = Record<string, string>;

export interface Endpoint {
  id: string;
  name: string;
  kind: string;
  externalId: string | undefined;
  settings: Entered;
  secrets: string[];
  status: string;
  statusSince: Date | undefined;
  refusal: string | undefined;
  cause: string | undefined;
  checkedAt: Date | undefined;
  firstHeardAt: Date | undefined;
  lastHeardAt: Date | undefined;
  webhookUrl: string;
  deskId: string | undefined;
  readMarks: string | undefined;
  failureNotes: boolean;
  commands: boolean;
  conditions: { severity: string; summary: string; action: string; since: Date | undefined }[];
  etag: string | undefined;
}

export interface Finding {
  check: string;
  ok: boolean;
  found: string;
  remedy: string | undefined;
  field: string | undefined;
  reconnect: boolean;
}

export interface Tested {
  working: boolean;
  checks: Finding[];
}

export interface Checked extends Tested {
  fields: FieldProblem[];
}

export interface Health {
  status: string;
  since: Date | undefined;
  refusal: string | undefined;
  checkedAt: Date | undefined;
  firstHeardAt: Date | undefined;
  lastHeardAt: Date | undefined;
  checks: (Omit<Finding, 'ok'> & { level: string; since: Date | undefined })[];
  history: { at: Date | undefined; check: string; level: string; found: string }[];
}

/** The other side may take its time. */
const PATIENCE_MS = 45_000;

function readField(it: Json): Field {
  return {
    name: text(it, 'name') ?? '',
    type: (text(it, 'type') ?? 'TEXT') as Field['type'],
    label: text(it, 'label') ?? '',
    help: text(it, 'help') ?? '',
    required: it.required === true,
    patternHelp: text(it, 'patternHelp'),
    defaultValue: text(it, 'defaultValue'),
    options: list(it.options, (one) => ({ value: text(one, 'value') ?? '', label: text(one, 'label') ?? '' })),
    operatorOnly: it.operatorOnly === true,
    generated: it.generated === true,
    findIt: text(it, 'findIt'),
  };
}

function readConnector(it: Json): Connector {
  return {
    kind: text(it, 'kind') ?? '',
    side: text(it, 'side') === 'DESK' ? 'desks' : 'channels',
    label: text(it, 'label') ?? '',
    fields: list(it.fields, readField),
    connects: it.connects === true,
    sandbox: it.sandbox ? { page: text(object(it.sandbox), 'page') } : undefined,
    documentation: Array.isArray(it.documentation) ? it.documentation.map(String) : [],
  };
}

function readEntered(value: unknown): Entered {
  return Object.fromEntries(Object.entries(object(value)).map(([name, one]) => [name, Array.isArray(one) ? one.join('\n') : String(one)]));
}

function readEndpoint(it: Json, etag?: string): Endpoint {
  return {
    id: text(it, 'id') ?? '',
    name: text(it, 'name') ?? '',
    kind: text(it, 'kind') ?? '',
    externalId: text(it, 'externalId'),
    settings: readEntered(it.settings),
    secrets: Array.isArray(it.secrets) ? it.secrets.map(String) : [],
    status: text(it, 'status') ?? '',
    statusSince: instant(it, 'statusSince'),
    refusal: text(it, 'refusal'),
    cause: text(it, 'cause'),
    checkedAt: instant(it, 'checkedAt'),
    firstHeardAt: instant(it, 'firstHeardAt'),
    lastHeardAt: instant(it, 'lastHeardAt'),
    webhookUrl: text(it, 'webhookUrl') ?? '',
    deskId: text(it, 'deskId'),
    readMarks: text(it, 'readMarks'),
    failureNotes: it.failureNotes === true,
    commands: it.commands === true,
    conditions: list(it.conditions, (one) => ({
      severity: text(one, 'severity') ?? '',
      summary: text(one, 'summary') ?? '',
      action: text(one, 'action') ?? '',
      since: instant(one, 'since'),
    })),
    etag,
  };
}

function readFinding(it: Json): Finding {
  return { check: text(it, 'check') ?? '', ok: it.ok === true, found: text(it, 'found') ?? '', remedy: text(it, 'remedy'), field: text(it, 'field'), reconnect: it.reconnect === true };
}

function readTested(answer: unknown): Tested {
  const it = object(answer);
  return { working: it.working === true, checks: list(it.checks, readFinding) };
}

function readHealth(answer: unknown): Health {
  const it = object(answer);
  return {
    status: text(it, 'status') ?? '',
    since: instant(it, 'since'),
    refusal: text(it, 'refusal'),
    checkedAt: instant(it, 'checkedAt'),
    firstHeardAt: instant(it, 'firstHeardAt'),
    lastHeardAt: instant(it, 'lastHeardAt'),
    checks: list(it.checks, (one) => ({ ...readFinding(one), level: text(one, 'level') ?? '', since: instant(one, 'since') })),
    history: list(it.history, (one) => ({ at: instant(one, 'at'), check: text(one, 'check') ?? '', level: text(one, 'level') ?? '', found: text(one, 'found') ?? '' })),
  };
}

/** All kinds of numbers and desks, with their forms. */
export function useConnectors(enabled = true) {
  return useQuery({
    queryKey: ['connectors'],
    queryFn: async ({ signal }) => list(object(await ask('/api/v1/connectors', { signal })).items, readConnector),
    staleTime: 300_000,
    enabled,
  });
}

export function useEndpoints(side: Side, refresh = 10_000) {
  const scope = useScope();
  const tenant = useTenant();
  return useQuery({
    queryKey: ['endpoints', scope, side],
    queryFn: async ({ signal }) => list(object(await ask(`${scope}/${side}?limit=200`, { signal })).items, (it) => readEndpoint(it)),
    enabled: tenant !== undefined,
    refetchInterval: refresh,
  });
}

export function useEndpoint(side: Side, id: string | undefined, refresh = 10_000) {
  const scope = useScope();
  return useQuery({
    queryKey: ['endpoint', scope, side, id],
    queryFn: async ({ signal }) => {
      const { body, etag } = await askTagged(`${scope}/${side}/${encodeURIComponent(id ?? '')}`, { signal });
      return readEndpoint(object(body), etag);
    },
    enabled: id !== undefined,
    refetchInterval: refresh,
  });
}

export function useHealth(side: Side, id: string) {
  const scope = useScope();
  return useQuery({
    queryKey: ['health', scope, side, id],
    queryFn: async ({ signal }) => readHealth(await ask(`${scope}/${side}/${encodeURIComponent(id)}/health`, { signal })),
    refetchInterval: 10_000,
  });
}

/** The fields as the API takes them: lists as lists, and only what was entered or is to be removed. */
export function toSettings(fields: Field[], entered: Entered, saved?: Endpoint): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const field of fields) {
    const now = (entered[field.name] ?? '').trim();
    const before = saved ? (saved.settings[field.name] ?? '') : '';
    if (field.type === 'SECRET') {
      if (now) settings[field.name] = now;
    } else if (now !== before) {
      settings[field.name] = now === '' ? null : field.type === 'LIST' ? now.split('\n').map((one) => one.trim()).filter(Boolean) : now;
    }
  }
  return settings;
}

export function useSetupActions(side: Side) {
  const scope = useScope();
  const client = useQueryClient();
  const path = `${scope}/${side}`;
  const one = (id: string) => `${path}/${encodeURIComponent(id)}`;
  const changed = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      void client.invalidateQueries({ queryKey: ['endpoints', scope] });
      void client.invalidateQueries({ queryKey: ['endpoint', scope] });
      void client.invalidateQueries({ queryKey: ['health', scope] });
      void client.invalidateQueries({ queryKey: ['overview'] });
    }
  };
  return {
    /** Checks what was typed so far; saves nothing. */
    check: async (draft: { id?: string | undefined; kind: string; settings: Record<string, unknown> }): Promise<Checked> => {
      const it = object(await ask(`${path}/check`, { method: 'POST', body: draft, patience: PATIENCE_MS }));
      return { ...readTested(it), fields: list(it.fields, (f) => ({ field: text(f, 'field') ?? '', label: text(f, 'label') ?? '', problem: text(f, 'problem') ?? '' })) };
    },
    create: (body: Record<string, unknown>) => changed(ask(path, { method: 'POST', body }).then((answer) => readEndpoint(object(answer)))),
    change: (id: string, body: Record<string, unknown>, etag?: string) => changed(ask(one(id), { method: 'PATCH', body, etag })),
    remove: (id: string, etag?: string) => changed(ask(one(id), { method: 'DELETE', etag })),
    test: (id: string) => changed(ask(`${one(id)}/test`, { method: 'POST', patience: PATIENCE_MS }).then(readTested)),
    connect: (id: string) => changed(ask(`${one(id)}/connect`, { method: 'POST', patience: PATIENCE_MS }).then(readTested)),
    /** An account at the sandbox: all that the form needs. */
    sandbox: async (kind: string): Promise<Entered> => readEntered(object(await ask(`${path}/sandbox/${encodeURIComponent(kind)}`, { method: 'POST' })).settings),
    /** In the sandbox a person writes to the number, or an agent at the desk. */
    rehearse: (id: string, line: string) => ask(`${one(id)}/rehearsal`, { method: 'POST', body: { text: line } }),
  };
}

export function useTenantActions() {
  const client = useQueryClient();
  const person = usePerson();
  return {
    create: async (name: string): Promise<string> => {
      const id = text(object(await ask('/api/v1/tenants', { method: 'POST', body: { name, language: person.language } })), 'id') ?? '';
      void client.invalidateQueries({ queryKey: ['tenants'] });
      void client.invalidateQueries({ queryKey: ['overview'] });
      return id;
    },
  };
}

export interface Hop {
  stage: string;
  outcome: string;
  at: Date | undefined;
  detail: string | undefined;
}

/** A message on its way, for the proof that a number and a desk work. */
export interface Travel {
  id: string;
  conversationId: string;
  inbound: boolean;
  status: string;
  reason: string | undefined;
  acceptedAt: Date | undefined;
  hops: Hop[];
}

function readTravel(it: Json): Travel {
  return {
    id: text(it, 'id') ?? '',
    conversationId: text(it, 'conversationId') ?? '',
    inbound: text(it, 'direction') === 'INBOUND',
    status: text(it, 'status') ?? '',
    reason: text(it, 'reason'),
    acceptedAt: instant(it, 'acceptedAt'),
    hops: [],
  };
}

/** The newest messages of this channel since a time, in both directions, with their hops. */
export function useTravels(channel: string, since: Date | undefined) {
  const scope = useScope();
  return useQuery({
    queryKey: ['travels', scope, channel, since?.getTime()],
    queryFn: async ({ signal }) => {
      const all = list(object(await ask(`${scope}/messages?limit=20`, { signal })).items, readTravel);
      const late = all.filter((one) => one.acceptedAt && since && one.acceptedAt.getTime() >= since.getTime());
      const own: Travel[] = [];
      for (const one of late.slice(0, 6)) {
        const conversation = object(await ask(`${scope}/conversations/${encodeURIComponent(one.conversationId)}`, { signal }));
        if (text(conversation, 'channelId') !== channel) continue;
        const trace = object(await ask(`${scope}/messages/${encodeURIComponent(one.id)}/trace`, { signal }));
        const hops = list(trace.hops, (it) => ({ stage: text(it, 'stage') ?? '', outcome: text(it, 'outcome') ?? '', at: instant(it, 'at'), detail: text(it, 'detail') }));
        own.push({ ...one, hops });
      }
      return { inbound: own.filter((one) => one.inbound).at(-1), outbound: own.filter((one) => !one.inbound).at(-1) };
    },
    enabled: since !== undefined,
    refetchInterval: 1000,
  });
}

/** Whether a message of a person has reached a desk through this number: the proof that it works. */
export function useProof(channel: string | undefined) {
  const scope = useScope();
  return useQuery({
    queryKey: ['proof', scope, channel],
    queryFn: async ({ signal }) => {
      const conversations = list(object(await ask(`${scope}/conversations?limit=50`, { signal })).items, (it) => ({ id: text(it, 'id') ?? text(it, 'conversationId') ?? '', channel: text(it, 'channelId') }));
      for (const one of conversations.filter((it) => it.channel === channel).slice(0, 3)) {
        const messages = list(object(await ask(`${scope}/messages?limit=20&q=${encodeURIComponent(one.id)}`, { signal })).items, readTravel);
        if (messages.some((it) => it.inbound && ['DELIVERED', 'READ', 'ACCEPTED', 'SENT'].includes(it.status))) return true;
      }
      return false;
    },
    enabled: channel !== undefined,
    refetchInterval: (query) => (query.state.data === true ? false : 5000),
  });
}

export interface Route {
  name: string;
  desk: string;
  failoverSeconds: number | undefined;
  /** The condition as the API has it; what the form does not show is kept. */
  when: Json;
}

export interface Routing {
  routes: Route[];
  mirrors: string[];
  endsAfterHours: number;
  etag: string | undefined;
}

function readRouting(answer: unknown, etag: string | undefined): Routing {
  const it = object(answer);
  return {
    routes: list(it.routes, (one) => ({ name: text(one, 'name') ?? '', desk: text(one, 'desk') ?? '', failoverSeconds: typeof one.failoverSeconds === 'number' ? one.failoverSeconds : undefined, when: object(one.when) })),
    mirrors: Array.isArray(it.mirrors) ? it.mirrors.map(String) : [],
    endsAfterHours: typeof it.endsAfterHours === 'number' ? it.endsAfterHours : 24,
    etag,
  };
}

export function useRouting(channel: string) {
  const scope = useScope();
  return useQuery({
    queryKey: ['routing', scope, channel],
    queryFn: async ({ signal }) => {
      const { body, etag } = await askTagged(`${scope}/channels/${encodeURIComponent(channel)}/routing`, { signal });
      return readRouting(body, etag);
    },
  });
}

export interface Tried {
  desk: string | undefined;
  route: string | undefined;
  language: string | undefined;
  routes: { name: string; met: boolean; unmet: string[] }[];
}

export function useRoutingActions(channel: string) {
  const scope = useScope();
  const client = useQueryClient();
  const path = `${scope}/channels/${encodeURIComponent(channel)}/routing`;
  return {
    save: async (routing: Routing) => {
      const body = {
        routes: routing.routes.map((one) => ({ name: one.name, desk: one.desk, ...(one.failoverSeconds !== undefined && { failoverSeconds: one.failoverSeconds }), ...(Object.keys(one.when).length > 0 && { when: one.when }) })),
        mirrors: routing.mirrors,
        endsAfterHours: routing.endsAfterHours,
      };
      await ask(path, { method: 'PUT', body, etag: routing.etag });
      await client.invalidateQueries({ queryKey: ['routing', scope, channel] });
    },
    tryOut: async (message: { text: string; from: string }): Promise<Tried> => {
      const it = object(await ask(`${path}/try`, { method: 'POST', body: { ...(message.text && { text: message.text }), ...(message.from && { from: message.from }) } }));
      return {
        desk: text(object(it.desk), 'name'),
        route: text(it, 'route'),
        language: text(it, 'language'),
        routes: list(it.routes, (one) => ({ name: text(one, 'name') ?? '', met: one.met === true, unmet: list(one.unmet, (part) => text(part, 'text') ?? '') })),
      };
    },
  };
}
