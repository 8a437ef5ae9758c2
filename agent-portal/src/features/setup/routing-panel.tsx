import { Button, Checkbox, NativeSelect, Skeleton, TextInput, Textarea } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { Light } from '@/components/light';
import panel from '@/components/panel.module.css';
import { Trouble } from '@/components/trouble';
import { useDraft, forgetDraft } from '@/lib/drafts';
import { Refused } from '@/lib/http';
import { useWords } from '@/lib/language';
import { useProblemWords } from '@/lib/problem';
import { may, usePerson, useTenant } from '@/lib/session-state';
import { HoursForm } from './hours-form';
import { type Endpoint, type Route, type Routing, type Tried, useEndpoints, useRouting, useRoutingActions } from './setup-api';
import styles from './setup.module.css';
import { words } from './words';

/** The routes of a number, in order, and what a new conversation would get. */
export function RoutingPanel({ channel }: { channel: Endpoint }) {
  const said = useWords(words);
  const { data, error, refetch } = useRouting(channel.id);
  const desks = useEndpoints('desks').data;
  return (
    <div className={styles.step}>
      <p className={styles.note}>{said.routesNote}</p>
      {error && <Trouble what={said.loadProblem} error={error} again={() => void refetch()} />}
      {(!data || !desks) && !error && <Skeleton height={200} radius={14} />}
      {data && desks && <Editor key={data.etag} channel={channel} saved={data} desks={desks} reload={() => void refetch()} />}
      <TryIt channel={channel} />
    </div>
  );
}

function Editor({ channel, saved, desks, reload }: { channel: Endpoint; saved: Routing; desks: Endpoint[]; reload: () => void }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const writes = may(usePerson(), useTenant(), 'configuration');
  const { save } = useRoutingActions(channel.id);
  const draft = `routes ${channel.id} ${saved.etag ?? ''}`;
  const [routing, setRouting] = useDraft<Routing>(draft, saved);
  const [problem, setProblem] = useState<string>();
  const [fields, setFields] = useState<Record<string, string>>({});
  const [stale, setStale] = useState(false);
  const [working, setWorking] = useState(false);
  const changed = JSON.stringify(routing) !== JSON.stringify(saved);
  const change = (place: number, route: Partial<Route>) => setRouting((before) => ({ ...before, routes: before.routes.map((one, index) => (index === place ? { ...one, ...route } : one)) }));
  const move = (place: number, by: number) =>
    setRouting((before) => {
      const routes = [...before.routes];
      const [one] = routes.splice(place, 1);
      if (one) routes.splice(place + by, 0, one);
      return { ...before, routes };
    });
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    setWorking(true);
    setProblem(undefined);
    setFields({});
    save(routing)
      .then(
        () => forgetDraft(draft),
        (error: unknown) => {
          setStale(error instanceof Refused && error.status === 412);
          if (error instanceof Refused && error.fields.length > 0) setFields(Object.fromEntries(error.fields.map((one) => [one.field, one.problem])));
          setProblem(toWords(error));
        },
      )
      .finally(() => setWorking(false));
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      {routing.routes.length === 0 && (
        <div className={panel.panel}>
          <p>{said.noRoutes}</p>
        </div>
      )}
      <ol className={styles.routes}>
        {routing.routes.map((route, place) => (
          <li key={place} className={styles.card}>
            <RouteForm route={route} place={place} desks={desks} problems={fields} onChange={(next) => change(place, next)} />
            {writes && (
              <div className={styles.sandbox}>
                <Button variant="default" disabled={place === 0} onClick={() => move(place, -1)} aria-label={`${said.up}: ${route.name}`}>
                  {said.up}
                </Button>
                <Button variant="default" disabled={place === routing.routes.length - 1} onClick={() => move(place, 1)} aria-label={`${said.down}: ${route.name}`}>
                  {said.down}
                </Button>
                <Button variant="default" onClick={() => setRouting((before) => ({ ...before, routes: before.routes.filter((_, index) => index !== place) }))} aria-label={`${said.removeRoute}: ${route.name}`}>
                  {said.removeRoute}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {desks.length > 1 && (
        <Checkbox.Group label={said.mirrors} value={routing.mirrors} onChange={(mirrors) => setRouting((before) => ({ ...before, mirrors }))} error={fields.mirrors}>
          <div className={styles.days}>
            {desks.map((one) => (
              <Checkbox key={one.id} value={one.id} label={one.name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <TextInput
        label={said.ends}
        inputMode="numeric"
        value={String(routing.endsAfterHours)}
        onChange={(event) => {
          const hours = Number(event.currentTarget.value.replace(/\D/g, ''));
          setRouting((before) => ({ ...before, endsAfterHours: hours }));
        }}
        error={fields.endsAfterHours}
        size="md"
      />
      {writes && (
        <>
          <div>
            <Button
              variant="default"
              disabled={desks.length === 0}
              onClick={() => setRouting((before) => ({ ...before, routes: [...before.routes, { name: '', desk: desks[0]?.id ?? '', failoverSeconds: undefined, when: {} }] }))}
            >
              {said.addRoute}
            </Button>
          </div>
          {problem && (
            <div className={styles.problem} role="alert">
              <p>{problem}</p>
              {stale && (
                <Button
                  variant="default"
                  onClick={() => {
                    forgetDraft(draft);
                    reload();
                  }}
                >
                  {said.reload}
                </Button>
              )}
            </div>
          )}
          <div className={styles.buttons}>
            <Button type="submit" size="md" loading={working} disabled={!changed}>
              {said.save}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

interface RouteShown {
  route: Route;
  place: number;
  desks: Endpoint[];
  problems: Record<string, string>;
  onChange: (route: Partial<Route>) => void;
}

function RouteForm({ route, place, desks, problems, onChange }: RouteShown) {
  const said = useWords(words);
  const field = `routes[${place}]`;
  const lines = (name: string) => (Array.isArray(route.when[name]) ? (route.when[name] as unknown[]).join(name === 'languages' ? ', ' : '\n') : '');
  const when = (name: string, value: unknown) => {
    const others = Object.entries(route.when).filter(([key]) => key !== name);
    const gone = value === undefined || (Array.isArray(value) && value.length === 0);
    onChange({ when: Object.fromEntries(gone ? others : [...others, [name, value]]) });
  };
  const number = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : undefined);
  const ad = route.when.fromAd;
  return (
    <div className={styles.form}>
      <div className={styles.two}>
        <TextInput label={said.routeName} value={route.name} onChange={(event) => onChange({ name: event.currentTarget.value })} error={problems[`${field}.name`]} size="md" autoComplete="off" />
        <NativeSelect label={said.routeDesk} value={route.desk} onChange={(event) => onChange({ desk: event.currentTarget.value })} error={problems[`${field}.desk`]} size="md" data={desks.map((one) => ({ value: one.id, label: one.name }))} />
      </div>
      <details className={styles.more} open={Object.keys(route.when).length > 0 || undefined}>
        <summary>{Object.keys(route.when).length === 0 ? said.always : said.more}</summary>
        <div className={styles.form}>
          <Textarea label={said.keywords} rows={2} defaultValue={lines('keywords')} onBlur={(event) => when('keywords', split(event.currentTarget.value, '\n'))} error={problems[`${field}.when.keywords`]} size="md" />
          <div className={styles.two}>
            <TextInput label={said.languages} defaultValue={lines('languages')} onBlur={(event) => when('languages', split(event.currentTarget.value, ','))} error={problems[`${field}.when.languages`]} size="md" />
            <TextInput label={said.percent} inputMode="numeric" value={route.when.percent === undefined ? '' : String(route.when.percent)} onChange={(event) => when('percent', number(event.currentTarget.value))} error={problems[`${field}.when.percent`]} size="md" />
            <NativeSelect
              label={said.fromAd}
              size="md"
              value={ad === undefined ? '' : String(ad)}
              onChange={(event) => when('fromAd', event.currentTarget.value === '' ? undefined : event.currentTarget.value === 'true')}
              data={[
                { value: '', label: said.anyAd },
                { value: 'true', label: said.yes },
                { value: 'false', label: said.no },
              ]}
            />
            <NativeSelect
              label={said.unavailable}
              size="md"
              value={typeof route.when.unavailable === 'string' ? route.when.unavailable : ''}
              onChange={(event) => when('unavailable', event.currentTarget.value || undefined)}
              data={[{ value: '', label: said.anyAd }, ...desks.map((one) => ({ value: one.id, label: one.name }))]}
            />
          </div>
          <HoursForm hours={route.when.hours} field={`${field}.when.hours`} problems={problems} onChange={(hours) => when('hours', hours)} />
          <TextInput label={said.failover} inputMode="numeric" value={route.failoverSeconds === undefined ? '' : String(route.failoverSeconds)} onChange={(event) => onChange({ failoverSeconds: number(event.currentTarget.value) })} error={problems[`${field}.failoverSeconds`]} size="md" />
        </div>
      </details>
    </div>
  );
}

function split(text: string, by: string): string[] {
  return text
    .split(by)
    .map((one) => one.trim())
    .filter(Boolean);
}

function TryIt({ channel }: { channel: Endpoint }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const { tryOut } = useRoutingActions(channel.id);
  const [text, setText] = useState('');
  const [from, setFrom] = useState('');
  const [tried, setTried] = useState<Tried>();
  const [problem, setProblem] = useState<string>();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    setProblem(undefined);
    tryOut({ text: text.trim(), from: from.trim() }).then(setTried, (error: unknown) => {
      setTried(undefined);
      setProblem(toWords(error));
    });
  };
  return (
    <section className={styles.card} aria-label={said.tryIt}>
      <h2>{said.tryIt}</h2>
      <p className={styles.quiet}>{said.tryNote}</p>
      <form className={styles.form} onSubmit={send} noValidate>
        <div className={styles.two}>
          <TextInput label={said.tryText} value={text} onChange={(event) => setText(event.currentTarget.value)} size="md" autoComplete="off" />
          <TextInput label={said.tryFrom} value={from} onChange={(event) => setFrom(event.currentTarget.value)} placeholder="+34 600 123 456" size="md" autoComplete="off" />
        </div>
        <div>
          <Button type="submit" variant="default">
            {said.tryIt}
          </Button>
        </div>
      </form>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {tried && (
        <div role="status">
          <p className={styles.proof}>
            <Light level={tried.desk ? 'ok' : 'bad'} size={22} /> {tried.desk ? said.tryResult(tried.desk) : said.tryNone}
          </p>
          <p>{tried.route ? said.tryRoute(tried.route) : tried.desk && said.tryOwn}</p>
          <ul className={styles.findings}>
            {tried.routes.map((one) => (
              <li key={one.name}>
                <Light level={one.met ? 'ok' : 'off'} word={`${one.name}: ${one.met ? said.met : said.unmet}`} />
                {one.unmet.map((why) => (
                  <span key={why}>{why}</span>
                ))}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
