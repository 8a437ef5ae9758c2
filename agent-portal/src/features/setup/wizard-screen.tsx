import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { Light } from '@/components/light';
import { Page } from '@/components/page';
import panel from '@/components/panel.module.css';
import { Trouble } from '@/components/trouble';
import { useTenants } from '@/lib/api/get-tenants';
import { useWords } from '@/lib/language';
import { addresses, type Connecting, go, type Step as StepName, steps } from '@/lib/place';
import { useProblemWords } from '@/lib/problem';
import { chooseTenant, usePerson, useTenant } from '@/lib/session-state';
import { EndpointStep, Step } from './endpoint-step';
import { useConnectors, useEndpoint, useProof, useSetupActions, useTenantActions } from './setup-api';
import styles from './setup.module.css';
import { TestStep } from './test-step';
import { WebhooksStep } from './webhooks-step';
import { words } from './words';

/** "Connect a number": what is done follows from what is saved and from what has happened, never from clicks. */
export function WizardScreen({ place }: { place: Connecting }) {
  const said = useWords(words);
  const tenant = useTenant();
  return (
    <Page title={said.connectTitle} lead={said.connectLead}>
      {tenant === undefined ? <ChooseTenant /> : <Wizard key={tenant} place={place} />}
    </Page>
  );
}

function Wizard({ place }: { place: Connecting }) {
  const said = useWords(words);
  const connectors = useConnectors();
  const channel = useEndpoint('channels', place.channel, 2000);
  const desk = useEndpoint('desks', place.desk ?? channel.data?.deskId, 2000);
  const { change } = useSetupActions('channels');
  const proof = useProof(place.channel);
  const kinds = connectors.data ?? [];
  const number = place.channel === undefined ? undefined : channel.data;
  const inbox = desk.data;
  const at = (step: StepName, more: { channel?: string; desk?: string } = {}) => addresses.connect({ step, channel: more.channel ?? place.channel, desk: more.desk ?? inbox?.id });
  const done: Record<StepName, boolean> = {
    number: number !== undefined,
    desk: number?.deskId !== undefined && inbox !== undefined,
    webhooks: number?.status === 'WORKING' && inbox?.status === 'WORKING',
    test: proof.data === true,
  };
  const reachable = (step: StepName) => step === 'number' || (step === 'desk' ? done.number : done.desk);
  const step = reachable(place.step) ? place.step : number ? 'desk' : 'number';
  const waiting = (place.channel !== undefined && !channel.data && !channel.error) || (!connectors.data && !connectors.error);
  const error = connectors.error ?? channel.error;

  return (
    <>
      <nav aria-label={said.connectTitle}>
        <ol className={styles.steps}>
          {steps.map((one, index) => (
            <li key={one} data-current={one === step || undefined}>
              {reachable(one) ? (
                <a href={at(one)} aria-current={one === step ? 'step' : undefined}>
                  <StepMark number={index + 1} done={done[one]} /> {said.steps[one]}
                </a>
              ) : (
                <span>
                  <StepMark number={index + 1} done={false} /> {said.steps[one]}
                </span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      {error && <Trouble what={said.loadProblem} error={error} again={() => void (connectors.error ? connectors.refetch() : channel.refetch())} />}
      {waiting && <Skeleton height={320} radius={14} />}
      {!waiting && !error && step === 'number' && (
        <EndpointStep key="number" side="channels" connectors={kinds} saved={number} onSaved={(id) => go(at('desk', { channel: id }))} />
      )}
      {!waiting && !error && step === 'desk' && number && (
        <EndpointStep
          key="desk"
          side="desks"
          connectors={kinds}
          saved={number.deskId === inbox?.id ? inbox : undefined}
          onBack={() => go(at('number'))}
          onSaved={async (id) => {
            if (number.deskId !== id) await change(number.id, { deskId: id });
            go(at('webhooks', { desk: id }));
          }}
        />
      )}
      {!waiting && !error && step === 'webhooks' && number && inbox && <WebhooksStep channel={number} desk={inbox} connectors={kinds} onBack={() => go(at('desk'))} onNext={() => go(at('test'))} />}
      {!waiting && !error && step === 'test' && number && inbox && <TestStep channel={number} desk={inbox} connectors={kinds} onBack={() => go(at('webhooks'))} />}
    </>
  );
}

function StepMark({ number, done }: { number: number; done: boolean }) {
  const said = useWords(words);
  return done ? (
    <span className={styles.mark} data-level="ok">
      <Light level="ok" size={20} />
      <span className={styles.hidden}>{said.done}</span>
    </span>
  ) : (
    <span className={styles.mark}>{number}</span>
  );
}

/** An operator names the tenant first; the first one does not exist yet. */
function ChooseTenant() {
  const said = useWords(words);
  const toWords = useProblemWords();
  const person = usePerson();
  const tenants = useTenants();
  const { create } = useTenantActions();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const make = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    setProblem(undefined);
    if (!name.trim()) return;
    setWorking(true);
    create(name.trim())
      .then(
        (id) => chooseTenant(id),
        (error: unknown) => setProblem(toWords(error)),
      )
      .finally(() => setWorking(false));
  };
  return (
    <Step heading={said.whose} note={said.whoseNote}>
      {person.operator && (
        <form className={styles.form} onSubmit={make} noValidate>
          <TextInput label={said.newTenant} value={name} onChange={(event) => setName(event.currentTarget.value)} error={tried && !name.trim() && said.needName} size="md" autoComplete="organization" />
          {problem && (
            <p className={styles.problem} role="alert">
              {problem}
            </p>
          )}
          <div>
            <Button type="submit" size="md" loading={working}>
              {said.makeTenant}
            </Button>
          </div>
        </form>
      )}
      {tenants.length > 0 && (
        <div className={panel.panel}>
          <NativeSelect label={said.orTenant} size="md" value="" onChange={(event) => chooseTenant(event.currentTarget.value || undefined)} data={[{ value: '', label: said.noChoice }, ...tenants.map((one) => ({ value: one.id, label: one.name }))]} />
        </div>
      )}
    </Step>
  );
}
