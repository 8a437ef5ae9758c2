import { Button } from '@mantine/core';
import { useState } from 'react';
import { Copied } from '@/components/copied';
import { Light } from '@/components/light';
import { Since } from '@/components/since';
import { useLanguage, useWords } from '@/lib/language';
import type { Side } from '@/lib/place';
import { useProblemWords } from '@/lib/problem';
import { Copy } from './components/copy';
import { Findings } from './components/findings';
import { Buttons, Step } from './endpoint-step';
import { fieldWords } from './field-words';
import { type Connector, type Endpoint, type Finding, useSetupActions } from './setup-api';
import styles from './setup.module.css';
import { words } from './words';

interface Shown {
  channel: Endpoint;
  desk: Endpoint;
  connectors: Connector[];
  onBack: () => void;
  onNext: () => void;
}

/** How both sides reach the bridge: set by us where the product allows it, otherwise by hand. */
export function WebhooksStep({ channel, desk, connectors, onBack, onNext }: Shown) {
  const said = useWords(words);
  return (
    <Step heading={said.webhooksTitle} note={said.webhooksNote}>
      <Webhooks side="channels" endpoint={channel} connector={connectors.find((one) => one.kind === channel.kind)} />
      <Webhooks side="desks" endpoint={desk} connector={connectors.find((one) => one.kind === desk.kind)} />
      <Buttons onBack={onBack}>
        <Button size="md" onClick={onNext}>
          {said.continue}
        </Button>
      </Buttons>
    </Step>
  );
}

/** The webhooks of one number or desk. */
export function Webhooks({ side, endpoint, connector }: { side: Side; endpoint: Endpoint; connector: Connector | undefined }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const { connect } = useSetupActions(side);
  const [working, setWorking] = useState(false);
  const [findings, setFindings] = useState<Finding[]>();
  const [problem, setProblem] = useState<string>();
  const set = () => {
    setWorking(true);
    setProblem(undefined);
    connect(endpoint.id)
      .then(
        (result) => setFindings(result.checks),
        (error: unknown) => setProblem(toWords(error)),
      )
      .finally(() => setWorking(false));
  };
  const isSet = endpoint.status === 'WORKING';
  return (
    <section className={styles.card} aria-label={endpoint.name}>
      <h3>{endpoint.name}</h3>
      {connector?.connects ? (
        <Button onClick={set} loading={working} variant={isSet ? 'default' : 'filled'} size="md" aria-label={`${isSet ? said.weSetAgain : said.weSet}: ${endpoint.name}`}>
          {isSet ? said.weSetAgain : said.weSet}
        </Button>
      ) : (
        <p className={styles.quiet}>{said.cannotSet}</p>
      )}
      {findings && <Findings findings={findings} label={endpoint.name} />}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Heard endpoint={endpoint} />
      <details className={styles.more} open={connector?.connects === false || undefined}>
        <summary>{said.youSet}</summary>
        <div className={styles.form}>
          <p className={styles.quiet}>{said.youSetNote}</p>
          <Copy label={said.callback} value={endpoint.webhookUrl} />
          {endpoint.webhookUrl.startsWith('http:') && (
            <p className={styles.finding} data-level="warn">
              <Light level="warn" word={said.http} />
            </p>
          )}
          {connector?.fields.filter((field) => field.type === 'SECRET' && field.generated).map((field) => <NewSecret key={field.name} side={side} endpoint={endpoint} kind={connector.kind} name={field.name} label={field.label} />)}
        </div>
      </details>
    </section>
  );
}

/** Waits for the first call of the other side; afterwards says when it was. */
function Heard({ endpoint }: { endpoint: Endpoint }) {
  const said = useWords(words);
  return (
    <p className={styles.heard} role="status">
      {endpoint.firstHeardAt ? (
        <>
          <Light level="ok" word={said.heard} /> <Since at={endpoint.firstHeardAt} none="" />
        </>
      ) : (
        <>
          <Light level="unknown" word={said.waiting} /> <span className={styles.quiet}>{said.waitingNote}</span>
        </>
      )}
    </p>
  );
}

/** A secret that both sides know is not shown again, so a person who needs it makes a new one. */
function NewSecret({ side, endpoint, kind, name, label }: { side: Side; endpoint: Endpoint; kind: string; name: string; label: string }) {
  const said = useWords(words);
  const language = useLanguage();
  const toWords = useProblemWords();
  const { change } = useSetupActions(side);
  const [shown, setShown] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const title = fieldWords(language, kind, name)?.label ?? label;
  const make = () => {
    const value = Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    change(endpoint.id, { settings: { [name]: value } }, endpoint.etag).then(
      () => setShown(value),
      (error: unknown) => setProblem(toWords(error)),
    );
  };
  return (
    <div className={styles.field}>
      {shown ? (
        <>
          <p className={styles.quiet}>{title}</p>
          <Copied value={shown} label={title} />
        </>
      ) : (
        <>
          <Button variant="default" onClick={make}>
            {said.newSecret(title)}
          </Button>
          <p className={styles.quiet}>{said.newSecretNote}</p>
        </>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
