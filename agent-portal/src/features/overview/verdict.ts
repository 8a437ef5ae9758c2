import type { Overview, Tenant } from '@/lib/api/get-overview';
import { codeWords } from '@/lib/codes';
import { levelOf, serviceWord, stateWord, type Level } from '@/lib/health';
import type { Language } from '@/lib/session-state';
import { exact } from '@/lib/words';
import { type OverviewWords, words } from './words';

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

export function verdictOf(overview: Overview, language: Language = 'en'): Verdict {
  const said = words[language];
  const [worst, ...others] = new Findings(overview, language, said).all();
  if (worst) return { ...worst, more: others.map((it) => it.sentence) };
  const waiting = sum(overview.tenants, (tenant) => tenant.waiting);
  return { level: 'ok', sentence: said.all, more: waiting > 0 ? [said.waitingNow(waiting)] : [] };
}

class Findings {
  constructor(
    private readonly overview: Overview,
    private readonly language: Language,
    private readonly said: OverviewWords,
  ) {}

  all(): Finding[] {
    const { tenants, services } = this.overview;
    const said = this.said;
    const on = tenants.filter((tenant) => levelOf(tenant.status) !== 'off');
    const down = services.filter(({ status }) => levelOf(status) === 'bad');
    return [
      ...(down.length > 1 ? [bad(down.length === services.length ? said.noService : said.someServices(down.length, services.length))] : down.map((it) => bad(said.serviceDown(it.name)))),
      ...on.flatMap((tenant) => this.parts(tenant, 'bad')),
      ...this.parked(sum(tenants, (tenant) => tenant.parked)),
      ...on.flatMap((tenant) => this.held(tenant)),
      ...services
        .filter(({ status }) => ['warn', 'unknown'].includes(levelOf(status)))
        .map((it): Finding => ({ level: 'warn', sentence: serviceWord(it.status) === 'starting' ? said.serviceStarting(it.name) : said.serviceUnknown(it.name) })),
      ...on.flatMap((tenant) => [...this.missing(tenant), ...this.parts(tenant, 'warn')]),
      ...(services.length === 0 ? [{ level: 'warn' as const, sentence: said.noServices }] : []),
      ...this.beginnings(on),
    ];
  }

  /** Channels and desks in this state, with since when and why. */
  private parts(tenant: Tenant, level: 'bad' | 'warn'): Finding[] {
    const say = (is: OverviewWords['deskIs']) => (it: { name: string; status: string | undefined; since: Date | undefined; cause: string | undefined }): Finding => {
      const since = level === 'bad' && it.since ? ` ${this.said.since} ${exact(it.since, this.language)}` : '';
      const state = `${codeWords(stateWord(it.status), this.language).toLowerCase()}${since}${it.cause ? ` (${it.cause})` : ''}`;
      return { level, sentence: is(it.name, tenant.name, state) };
    };
    const those = ({ status }: { status: string | undefined }) => levelOf(status) === level || (level === 'warn' && status !== undefined && levelOf(status) === 'unknown');
    return [...tenant.channels.filter(those).map(say(this.said.channelIs)), ...tenant.desks.filter(those).map(say(this.said.deskIs))];
  }

  private missing(tenant: Tenant): Finding[] {
    return [
      ...(tenant.channels.length === 0 ? [{ level: 'warn' as const, sentence: this.said.noChannel(tenant.name) }] : []),
      ...(tenant.desks.length === 0 ? [{ level: 'warn' as const, sentence: this.said.noDesk(tenant.name) }] : []),
    ];
  }

  private parked(number: number): Finding[] {
    return number === 0 ? [] : [{ level: 'warn', sentence: this.said.parkedNow(number), next: 'see-parked' }];
  }

  /** A wait of seconds is usual; a longer one needs to be seen. */
  private held(tenant: Tenant): Finding[] {
    const { at } = this.overview;
    return tenant.held
      .filter(({ since }) => !since || !at || at.getTime() - since.getTime() > USUAL_WAIT_MS)
      .map(({ what, reason, number, since }) => ({
        level: 'warn',
        sentence: this.said.held(what, number, tenant.name, since ? exact(since, this.language) : '', codeWords(reason ?? 'unknown reason', this.language).toLowerCase()),
      }));
  }

  private beginnings(on: Tenant[]): Finding[] {
    if (this.overview.tenants.length === 0) return [{ level: 'off', sentence: this.said.noTenant, next: 'connect-a-tenant' }];
    const silent = on.length > 0 && on.every((it) => !it.lastInboundAt && !it.lastOutboundAt);
    return silent ? [{ level: 'off', sentence: this.said.silent, next: 'send-a-message' }] : [];
  }
}

function bad(sentence: string): Finding {
  return { level: 'bad', sentence };
}

function sum(tenants: Tenant[], of: (tenant: Tenant) => number): number {
  return tenants.reduce((total, tenant) => total + of(tenant), 0);
}
