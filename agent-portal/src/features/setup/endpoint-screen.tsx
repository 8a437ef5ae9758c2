import { Button, Checkbox, NativeSelect, Skeleton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from '@/components/dialog';
import { Light } from '@/components/light';
import { Page } from '@/components/page';
import panel from '@/components/panel.module.css';
import { Since } from '@/components/since';
import { Trouble } from '@/components/trouble';
import { levelOf } from '@/lib/health';
import { useWords } from '@/lib/language';
import { addresses, go, type Side } from '@/lib/place';
import { useProblemWords } from '@/lib/problem';
import { may, usePerson, useTenant } from '@/lib/session-state';
import { Buttons, EndpointEditor } from './endpoint-step';
import { RoutingPanel } from './routing-panel';
import { type Connector, type Endpoint, type Health, useConnectors, useEndpoint, useEndpoints, useHealth, useSetupActions } from './setup-api';
import styles from './setup.module.css';
import { Webhooks } from './webhooks-step';
import { words } from './words';

const parts = { channels: ['', 'settings', 'webhooks', 'routes', 'danger'], desks: ['', 'settings', 'webhooks', 'danger'] } as const;

/** What can be read without the right to change it. */
const readable = ['', 'routes'];

/** One number or desk: its health first, then all that can be changed. */
export function EndpointScreen({ side, id, part }: { side: Side; id: string; part: string }) {
  const said = useWords(words);
  const tenant = useTenant();
  const { data, error, refetch } = useEndpoint(side, id, 5000);
  const person = usePerson();
  const writes = may(person, tenant, 'configuration');
  const connectors = useConnectors(writes).data;
  if (tenant === undefined) {
    return (
      <Page title={said[side]}>
        <div className={panel.panel}>
          <p>{said.choose}</p>
        </div>
      </Page>
    );
  }
  if (error && !data) {
    return (
      <Page title={said[side]}>
        <Trouble what={said.loadProblem} error={error} again={() => void refetch()} />
      </Page>
    );
  }
  if (!data) {
    return (
      <Page title={said[side]}>
        <Skeleton height={280} radius={14} />
      </Page>
    );
  }
  const connector = connectors?.find((one) => one.kind === data.kind);
  const names: Record<string, string> = { '': said.health, settings: said.settings, webhooks: said.steps.webhooks, routes: said.routes, danger: said.danger };
  return (
    <Page
      title={data.name}
      lead={
        <>
          <Light level={levelOf(data.status)} word={said.state[data.status] ?? data.status} /> <Since at={data.statusSince} none="" /> · {connector?.label ?? data.kind}
        </>
      }
    >
      <nav className={styles.tabs} aria-label={data.name}>
        {parts[side].filter((one) => writes || readable.includes(one)).map((one) => (
          <a key={one} href={addresses.endpoint(side, id, one)} aria-current={part === one ? 'page' : undefined}>
            {names[one]}
          </a>
        ))}
      </nav>
      <Part side={side} endpoint={data} connector={connector} part={writes || readable.includes(part) ? part : ''} writes={writes} />
    </Page>
  );
}

function Part({ side, endpoint, connector, part, writes }: { side: Side; endpoint: Endpoint; connector: Connector | undefined; part: string; writes: boolean }) {
  const said = useWords(words);
  switch (part) {
    case 'settings':
      return (
        <>
          {connector && (
            <EndpointEditor
              side={side}
              kinds={[connector]}
              saved={endpoint}
              submit={said.save}
              anyway={said.save}
              onSaved={() => go(addresses.endpoint(side, endpoint.id))}
              buttons={(submit) => <Buttons>{submit}</Buttons>}
            />
          )}
          {side === 'channels' && <ChannelChoices channel={endpoint} />}
          {side === 'desks' && <DeskChoices desk={endpoint} />}
        </>
      );
    case 'webhooks':
      return <Webhooks side={side} endpoint={endpoint} connector={connector} />;
    case 'routes':
      return <RoutingPanel channel={endpoint} />;
    case 'danger':
      return <Danger side={side} endpoint={endpoint} />;
    default:
      return <HealthPanel side={side} endpoint={endpoint} writes={writes} />;
  }
}

/** Whether it works, since when, why not, and the repair. */
function HealthPanel({ side, endpoint, writes }: { side: Side; endpoint: Endpoint; writes: boolean }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const { data, error, refetch } = useHealth(side, endpoint.id);
  const actions = useSetupActions(side);
  const [working, setWorking] = useState('');
  const [problem, setProblem] = useState<string>();
  const run = (name: string, work: () => Promise<unknown>) => {
    setWorking(name);
    setProblem(undefined);
    work()
      .catch((failure: unknown) => setProblem(toWords(failure)))
      .finally(() => setWorking(''));
  };
  const repair = () =>
    run('connect', async () => {
      await actions.connect(endpoint.id);
      await actions.test(endpoint.id);
    });
  return (
    <>
      <section className={styles.card} aria-label={said.health}>
        <div className={styles.head}>
          <h2>{said.health}</h2>
          {writes && <div className={styles.sandbox}>
            <Button variant="default" loading={working === 'test'} onClick={() => run('test', () => actions.test(endpoint.id))}>
              {said.checkNow}
            </Button>
            {endpoint.status === 'NEW' && (
              <Button loading={working === 'connect'} onClick={repair}>
                {said.connect}
              </Button>
            )}
          </div>}
        </div>
        {error && <Trouble what={said.loadProblem} error={error} again={() => void refetch()} />}
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {endpoint.refusal && (
          <p className={styles.problem} role="alert">
            {endpoint.refusal}
          </p>
        )}
        {data && data.checks.length === 0 && <p className={styles.quiet}>{said.notChecked}</p>}
        {data && data.checks.length > 0 && (
          <ul className={styles.findings} aria-label={said.health}>
            {data.checks.map((check) => (
              <li key={check.check}>
                <Light level={levelOf(check.level)} word={check.check} size={18} />
                <span>{check.found}</span>
                <span className={styles.quiet}>
                  {said.level[check.level]} <Since at={check.since} none="" />
                </span>
                {check.remedy && <span className={styles.remedy}>{check.remedy}</span>}
                {writes && check.level !== 'OK' && <Repair side={side} endpoint={endpoint} check={check} working={working === 'connect'} onReconnect={repair} />}
              </li>
            ))}
          </ul>
        )}
        {data && (
          <p className={styles.quiet}>
            {said.checkedAt} <Since at={data.checkedAt} none={said.never} />. {said.healthNote} {said.heardLast}: <Since at={data.lastHeardAt} none={said.never} />.
          </p>
        )}
      </section>
      {endpoint.conditions.length > 0 && (
        <section className={styles.card} aria-label={endpoint.name}>
          <ul className={styles.findings}>
            {endpoint.conditions.map((one) => (
              <li key={one.summary}>
                <Light level={one.severity === 'CRITICAL' ? 'bad' : one.severity === 'WARNING' ? 'warn' : 'off'} word={one.summary} size={18} />
                <span className={styles.quiet}>
                  <Since at={one.since} none="" />
                </span>
                <span className={styles.remedy}>{one.action}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {data && <History history={data.history} />}
      <Facts endpoint={endpoint} />
    </>
  );
}

function Repair({ side, endpoint, check, working, onReconnect }: { side: Side; endpoint: Endpoint; check: Health['checks'][number]; working: boolean; onReconnect: () => void }) {
  const said = useWords(words);
  if (check.reconnect) {
    return (
      <Button variant="default" loading={working} onClick={onReconnect}>
        {said.fixReconnect}
      </Button>
    );
  }
  return check.field ? (
    <a href={addresses.endpoint(side, endpoint.id, 'settings')}>{said.fixForm}</a>
  ) : null;
}

function History({ history }: { history: Health['history'] }) {
  const said = useWords(words);
  return (
    <section className={styles.card} aria-label={said.history}>
      <h2>{said.history}</h2>
      {history.length === 0 && <p className={styles.quiet}>{said.noHistory}</p>}
      <ol className={styles.hops}>
        {history.slice(0, 20).map((one, index) => (
          <li key={`${one.check} ${index}`}>
            <Light level={levelOf(one.level)} word={one.check} />
            <span className={styles.quiet}>
              {one.found} · <Since at={one.at} none="" />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Facts({ endpoint }: { endpoint: Endpoint }) {
  const said = useWords(words);
  return (
    <section className={styles.card} aria-label={said.identity}>
      <h2>{said.identity}</h2>
      <dl className={styles.facts}>
        {endpoint.externalId && (
          <Fact name={said.productId}>
            <code>{endpoint.externalId}</code>
          </Fact>
        )}
        <Fact name={said.callback}>
          <code>{endpoint.webhookUrl}</code>
        </Fact>
        <Fact name={said.heard}>
          <Since at={endpoint.firstHeardAt} none={said.never} />
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What only numbers have: their desk, and when the person sees that a message was read. */
function ChannelChoices({ channel }: { channel: Endpoint }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const desks = useEndpoints('desks').data ?? [];
  const { change } = useSetupActions('channels');
  const [problem, setProblem] = useState<string>();
  const save = (body: Record<string, unknown>) => {
    setProblem(undefined);
    change(channel.id, body, channel.etag).catch((error: unknown) => setProblem(toWords(error)));
  };
  return (
    <section className={styles.card} aria-label={said.leadsTo}>
      <div className={styles.form}>
        <NativeSelect
          label={said.leadsTo}
          size="md"
          value={channel.deskId ?? ''}
          onChange={(event) => save({ deskId: event.currentTarget.value || null })}
          data={[{ value: '', label: said.noDesk }, ...desks.map((one) => ({ value: one.id, label: one.name }))]}
        />
        <NativeSelect
          label={said.readMarks}
          size="md"
          value={channel.readMarks ?? 'NEVER'}
          onChange={(event) => save({ readMarks: event.currentTarget.value })}
          data={['NEVER', 'ON_DELIVERY', 'ON_REPLY'].map((value) => ({ value, label: said.readMarksOf[value] ?? value }))}
        />
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
      </div>
    </section>
  );
}

/** What only desks have. */
function DeskChoices({ desk }: { desk: Endpoint }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const { change } = useSetupActions('desks');
  const [problem, setProblem] = useState<string>();
  const save = (body: Record<string, unknown>) => {
    setProblem(undefined);
    change(desk.id, body, desk.etag).catch((error: unknown) => setProblem(toWords(error)));
  };
  return (
    <section className={styles.card} aria-label={said.more}>
      <div className={styles.form}>
        <Checkbox label={said.failureNotes} checked={desk.failureNotes} onChange={(event) => save({ failureNotes: event.currentTarget.checked })} />
        <Checkbox label={said.commands} checked={desk.commands} onChange={(event) => save({ commands: event.currentTarget.checked })} />
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
      </div>
    </section>
  );
}

function Danger({ side, endpoint }: { side: Side; endpoint: Endpoint }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const actions = useSetupActions(side);
  const [asked, setAsked] = useState<'off' | 'remove'>();
  const [problem, setProblem] = useState<string>();
  const [working, setWorking] = useState(false);
  const isOff = endpoint.status === 'DISABLED';
  const run = (work: () => Promise<unknown>, then: () => void) => {
    setWorking(true);
    setProblem(undefined);
    work()
      .then(then, (error: unknown) => setProblem(toWords(error)))
      .finally(() => setWorking(false));
  };
  const close = () => {
    setAsked(undefined);
    setProblem(undefined);
  };
  return (
    <section className={styles.card} aria-label={said.danger}>
      <h2>{said.danger}</h2>
      <div className={styles.sandbox}>
        <Button variant="default" onClick={() => (isOff ? run(() => actions.change(endpoint.id, { status: 'NEW' }, endpoint.etag), close) : setAsked('off'))}>
          {isOff ? said.on : said.off}
        </Button>
        <Button variant="default" className={styles.danger} onClick={() => setAsked('remove')}>
          {said.remove}
        </Button>
      </div>
      {!asked && problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {asked && (
        <Dialog
          title={asked === 'off' ? said.offTitle(endpoint.name) : said.removeTitle(endpoint.name)}
          problem={problem}
          onClose={close}
          onSubmit={() =>
            asked === 'off'
              ? run(() => actions.change(endpoint.id, { status: 'DISABLED' }, endpoint.etag), close)
              : run(
                  () => actions.remove(endpoint.id, endpoint.etag),
                  () => go(addresses.endpoints(side)),
                )
          }
          buttons={
            <>
              <Button variant="default" onClick={close}>
                {said.cancel}
              </Button>
              <Button type="submit" color="red.9" loading={working}>
                {asked === 'off' ? said.off : said.remove}
              </Button>
            </>
          }
        >
          <p>{asked === 'off' ? said.offNote : said.removeNote}</p>
        </Dialog>
      )}
    </section>
  );
}
