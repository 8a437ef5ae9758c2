import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Light } from '@/components/light';
import panel from '@/components/panel.module.css';
import { forgetDraft, useDraft } from '@/lib/drafts';
import { Refused } from '@/lib/http';
import { useWords } from '@/lib/language';
import type { Side } from '@/lib/place';
import { useProblemWords } from '@/lib/problem';
import { ConnectorForm } from './components/connector-form';
import { Findings } from './components/findings';
import { type Connector, type Endpoint, type Entered, toSettings, useEndpoints, useSetupActions } from './setup-api';
import styles from './setup.module.css';
import { useLiveCheck } from './use-live-check';
import { words } from './words';

interface Typed {
  kind: string;
  name: string;
  entered: Entered;
  fromSandbox: boolean;
  /** What the change is based on. */
  etag: string | undefined;
}

interface Shown {
  side: Side;
  connectors: Connector[];
  saved: Endpoint | undefined;
  /** Desks that exist, from which one may be chosen. */
  onSaved: (id: string) => Promise<void> | void;
  onBack?: (() => void) | undefined;
}

/** The step of the number, or of the desk: its kind, its form, each field checked live. */
export function EndpointStep({ side, connectors, saved, onSaved, onBack }: Shown) {
  const said = useWords(words);
  // what can be tried at once comes first
  const kinds = connectors.filter((one) => one.side === side).sort((a, b) => Number(b.sandbox !== undefined) - Number(a.sandbox !== undefined));
  const existing = useEndpoints('desks').data ?? [];
  const [changing, setChanging] = useState(false);
  const heading = side === 'channels' ? said.numberTitle : said.deskTitle;
  const note = side === 'channels' ? said.numberNote : said.deskNote;

  if (saved && !changing) {
    return (
      <Step heading={heading} note={note}>
        <div className={panel.panel}>
          <p className={panel.title}>
            <Light level="ok" size={22} /> {side === 'channels' ? said.savedNumber : said.savedDesk}
          </p>
          <p>
            <strong>{saved.name}</strong> · {kinds.find((one) => one.kind === saved.kind)?.label ?? saved.kind}
          </p>
          <Button variant="default" onClick={() => setChanging(true)}>
            {said.changeIt}
          </Button>
        </div>
        <Buttons onBack={onBack}>
          <Button size="md" onClick={() => void onSaved(saved.id)}>
            {said.continue}
          </Button>
        </Buttons>
      </Step>
    );
  }
  return (
    <Step heading={heading} note={note}>
      {side === 'desks' && !saved && existing.length > 0 && <ExistingDesks desks={existing} onChosen={onSaved} />}
      <EndpointEditor
        key={saved?.id ?? 'new'}
        side={side}
        kinds={kinds}
        saved={saved}
        onSaved={async (id) => {
          setChanging(false);
          await onSaved(id);
        }}
        buttons={(submit) => <Buttons onBack={changing ? () => setChanging(false) : onBack}>{submit}</Buttons>}
        submit={said.continue}
        anyway={said.continueAnyway}
      />
    </Step>
  );
}

export function Step({ heading, note, children }: { heading: string; note: string; children: ReactNode }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section className={styles.step} aria-label={heading}>
      <h2 ref={title} tabIndex={-1} className={styles.heading}>
        {heading}
      </h2>
      <p className={styles.note}>{note}</p>
      {children}
    </section>
  );
}

export function Buttons({ onBack, children }: { onBack?: (() => void) | undefined; children: ReactNode }) {
  const said = useWords(words);
  return (
    <div className={styles.buttons}>
      {onBack && (
        <Button variant="default" size="md" onClick={onBack}>
          {said.back}
        </Button>
      )}
      {children}
    </div>
  );
}

function ExistingDesks({ desks, onChosen }: { desks: Endpoint[]; onChosen: (id: string) => Promise<void> | void }) {
  const said = useWords(words);
  const [id, setId] = useState(desks[0]?.id ?? '');
  return (
    <div className={`${panel.panel} ${styles.existing}`}>
      <NativeSelect label={said.existingDesk} size="md" value={id} onChange={(event) => setId(event.currentTarget.value)} data={desks.map((one) => ({ value: one.id, label: one.name }))} />
      <Button variant="default" size="md" onClick={() => void onChosen(id)}>
        {said.existingDesk}
      </Button>
    </div>
  );
}

interface Editor {
  side: Side;
  kinds: Connector[];
  saved: Endpoint | undefined;
  onSaved: (id: string) => Promise<void> | void;
  submit: string;
  /** The button's words when the other side found fault. */
  anyway: string;
  buttons: (submit: ReactNode) => ReactNode;
}

/** The form of a new or saved number or desk. */
export function EndpointEditor({ side, kinds, saved, onSaved, submit, anyway, buttons }: Editor) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const actions = useSetupActions(side);
  const first: Typed = { kind: saved?.kind ?? kinds[0]?.kind ?? '', name: saved?.name ?? '', entered: saved?.settings ?? {}, fromSandbox: false, etag: saved?.etag };
  const draft = `setup ${side} ${saved?.id ?? 'new'}`;
  const [typed, setTyped] = useDraft<Typed>(draft, first);
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [stale, setStale] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const connector = kinds.find((one) => one.kind === typed.kind) ?? kinds[0];
  const live = useLiveCheck(side, connector, saved);
  const result = live.resultOf(typed.entered);
  const failed = result !== undefined && result.fields.length === 0 && !result.working;
  // a press has shown it
  const refused = failed && tried;

  // moves to the first field that is wrong, after the problems are shown
  const jump = () => setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 50);

  const fill = () => {
    if (!connector) return;
    setProblem(undefined);
    actions.sandbox(connector.kind).then(
      (account) => {
        const entered = { ...typed.entered, ...account };
        setTyped((before) => ({ ...before, entered, fromSandbox: true, name: before.name || (side === 'channels' ? 'Sandbox' : `Sandbox ${connector.label.split(' ')[0]}`) }));
        live.forget();
        void live.all(entered);
      },
      (error: unknown) => setProblem(toWords(error)),
    );
  };

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!connector) return;
    setTried(true);
    setProblem(undefined);
    if (!typed.name.trim()) {
      jump();
      return;
    }
    const was = refused;
    setWorking(true);
    try {
      const checked = await live.all(typed.entered);
      if (checked && checked.fields.length > 0) {
        jump();
        return;
      }
      // what the other side refuses is shown once before it is saved
      if (checked && !checked.working && !was) return;
      const settings = toSettings(connector.fields, typed.entered, saved);
      const id = saved ? saved.id : (await actions.create({ name: typed.name.trim(), kind: connector.kind, settings })).id;
      if (saved) await actions.change(saved.id, { name: typed.name.trim(), settings }, typed.etag);
      forgetDraft(draft);
      await onSaved(id);
    } catch (error) {
      setStale(error instanceof Refused && error.status === 412);
      setProblem(error instanceof Refused && error.fields.length > 0 ? error.fields.map((one) => `${one.label} ${one.problem}`).join('; ') : toWords(error));
    } finally {
      setWorking(false);
    }
  };

  if (!connector) return null;
  const general = live.findings.filter((one) => one.field === undefined);
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void send(event)} noValidate>
      {!saved && (
        <fieldset className={styles.kinds}>
          <legend>{said.kind}</legend>
          {kinds.map((one) => (
            <label key={one.kind} className={styles.kind} data-chosen={one.kind === connector.kind || undefined}>
              <input
                type="radio"
                name={`kind-${side}`}
                checked={one.kind === connector.kind}
                onChange={() => {
                  setTyped((before) => ({ ...before, kind: one.kind, entered: {}, fromSandbox: false }));
                  live.forget();
                }}
              />
              <span>{one.label}</span>
              {one.sandbox && <span className={styles.tag}>{said.sandbox}</span>}
            </label>
          ))}
        </fieldset>
      )}
      {!saved && connector.sandbox && (
        <div className={styles.sandbox}>
          <Button variant="default" onClick={fill}>
            {said.useSandbox}
          </Button>
          <span className={styles.quiet} role="status">
            {typed.fromSandbox ? said.sandboxFilled : said.sandboxNote}
          </span>
        </div>
      )}
      <TextInput
        label={said.name}
        description={side === 'channels' ? said.channelNameNote : said.deskNameNote}
        value={typed.name}
        onChange={(event) => {
          const name = event.currentTarget.value;
          setTyped((before) => ({ ...before, name }));
        }}
        error={tried && !typed.name.trim() && said.needName}
        size="md"
        autoComplete="off"
      />
      <ConnectorForm
        connector={connector}
        saved={saved}
        entered={typed.entered}
        problems={live.problems}
        findings={live.findings}
        onChange={(name, value) => setTyped((before) => ({ ...before, entered: { ...before.entered, [name]: value } }))}
        onLeave={(name) => live.leave(name, typed.entered)}
      />
      <div role="status" className={styles.live}>
        {live.checking && <Light level="unknown" word={said.checking} />}
        {!live.checking && result?.working && <Light level="ok" word={said.checkedFine} />}
      </div>
      <Findings findings={general} label={said.health} isNew={!saved} />
      {(problem ?? live.problem) && (
        <div className={styles.problem} role="alert">
          <p>{problem ?? live.problem}</p>
          {stale && saved && (
            <Button
              variant="default"
              onClick={() => {
                forgetDraft(draft);
                setTyped({ kind: saved.kind, name: saved.name, entered: saved.settings, fromSandbox: false, etag: saved.etag });
                setStale(false);
                setProblem(undefined);
              }}
            >
              {said.reload}
            </Button>
          )}
        </div>
      )}
      {buttons(
        <Button type="submit" size="md" loading={working}>
          {refused ? anyway : submit}
        </Button>,
      )}
    </form>
  );
}
