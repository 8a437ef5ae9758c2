import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Light } from '@/components/light';
import panel from '@/components/panel.module.css';
import { Qr } from '@/components/qr';
import { serverNow, useNow } from '@/lib/clock';
import { levelOf } from '@/lib/health';
import { useWords } from '@/lib/language';
import { addresses, type Side } from '@/lib/place';
import { useProblemWords } from '@/lib/problem';
import { lasted, plainly } from '@/lib/words';
import { Findings } from './components/findings';
import { Buttons, Step } from './endpoint-step';
import { type Connector, type Endpoint, type Tested, type Travel, useSetupActions, useTravels } from './setup-api';
import styles from './setup.module.css';
import { words } from './words';

interface Shown {
  channel: Endpoint;
  desk: Endpoint;
  connectors: Connector[];
  onBack: () => void;
}

/** A checklist that ends with a real message, hop by hop. */
export function TestStep({ channel, desk, connectors, onBack }: Shown) {
  const said = useWords(words);
  const [run, setRun] = useState(0);
  return (
    <Step heading={said.testTitle} note={said.testNote}>
      <Tests key={`channel-${run}`} side="channels" endpoint={channel} />
      <Tests key={`desk-${run}`} side="desks" endpoint={desk} />
      <Buttons>
        <Button variant="default" onClick={() => setRun(run + 1)}>
          {said.runAgain}
        </Button>
      </Buttons>
      <RoundTrip channel={channel} desk={desk} ofChannel={connectors.find((one) => one.kind === channel.kind)} ofDesk={connectors.find((one) => one.kind === desk.kind)} />
      <Buttons onBack={onBack}>{null}</Buttons>
    </Step>
  );
}

/** Runs the test of one side once. */
function Tests({ side, endpoint }: { side: Side; endpoint: Endpoint }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const { test } = useSetupActions(side);
  const [result, setResult] = useState<Tested>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let wanted = true;
    test(endpoint.id).then(
      (tested) => wanted && setResult(tested),
      (error: unknown) => wanted && setProblem(toWords(error)),
    );
    return () => {
      wanted = false;
    };
    // once for each run
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [endpoint.id]);
  return (
    <section className={styles.card} aria-label={endpoint.name}>
      <h3>
        {endpoint.name}
        {result && <Light level={result.working ? 'ok' : 'bad'} word={result.working ? said.state.WORKING : said.state.FAILING} />}
      </h3>
      {!result && !problem && (
        <p role="status">
          <Light level="unknown" word={said.checking} />
        </p>
      )}
      {result && <Findings findings={result.checks} label={endpoint.name} />}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

interface Trip {
  channel: Endpoint;
  desk: Endpoint;
  ofChannel: Connector | undefined;
  ofDesk: Connector | undefined;
}

function RoundTrip({ channel, desk, ofChannel, ofDesk }: Trip) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const now = useNow();
  const phone = useSetupActions('channels');
  const agents = useSetupActions('desks');
  const [since, setSince] = useState<Date>();
  const [problem, setProblem] = useState<string>();
  const [answering, setAnswering] = useState(false);
  const { data } = useTravels(channel.id, since);
  const digits = (channel.settings.phoneNumber ?? channel.settings.number ?? '').replace(/\D/g, '');
  const link = digits && `https://wa.me/${digits}?text=${encodeURIComponent(said.testText)}`;

  const begin = () => {
    setProblem(undefined);
    setAnswering(false);
    setSince(new Date(serverNow().getTime() - 1000));
  };
  const send = () => {
    begin();
    phone.rehearse(channel.id, said.testText).catch((error: unknown) => {
      setProblem(toWords(error));
      setSince(undefined);
    });
  };
  const answer = () => {
    setProblem(undefined);
    setAnswering(true);
    agents.rehearse(desk.id, said.answerText).catch((error: unknown) => {
      setProblem(toWords(error));
      setAnswering(false);
    });
  };
  const inbound = data?.inbound;
  const outbound = data?.outbound;
  const arrived = inbound !== undefined && isThere(inbound);
  const slow = since !== undefined && !inbound && now - since.getTime() > 60_000;
  return (
    <section className={styles.card} aria-label={said.roundTrip}>
      <h3>{said.roundTrip}</h3>
      {!arrived && (
        <div className={styles.form}>
          {ofChannel?.sandbox && (
            <div className={styles.sandbox}>
              <Button size="md" onClick={send} loading={since !== undefined && !inbound}>
                {said.sendSandbox}
              </Button>
              {ofChannel.sandbox.page && (
                <a href={ofChannel.sandbox.page} target="_blank" rel="noreferrer">
                  {said.openPhone}
                </a>
              )}
            </div>
          )}
          {!ofChannel?.sandbox && (
            <>
              <p>
                {said.sendPhone} <strong>{digits ? `+${digits}` : channel.name}</strong>
              </p>
              {link && (
                <div className={styles.scan}>
                  <Qr value={link} label={said.qr} />
                  <p>
                    {said.scan}{' '}
                    <a href={link} target="_blank" rel="noreferrer">
                      wa.me/{digits}
                    </a>
                  </p>
                </div>
              )}
              {!since && (
                <Button size="md" onClick={begin}>
                  {said.start}
                </Button>
              )}
            </>
          )}
          {since && !inbound && (
            <p role="status">
              <Light level={slow ? 'warn' : 'unknown'} word={slow ? said.listeningLong : said.listening} />
            </p>
          )}
        </div>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {inbound && <Journey title={said.toDesk} travel={inbound} />}
      {inbound && !arrived && isLost(inbound) && <Stuck travel={inbound} />}
      {arrived && (
        <>
          <p className={styles.proof} role="status">
            <Light level="ok" size={28} /> {said.works(took(inbound))}
          </p>
          {!outbound && (
            <div className={styles.sandbox}>
              {ofDesk?.sandbox ? (
                <Button size="md" onClick={answer} loading={answering}>
                  {said.answerSandbox}
                </Button>
              ) : (
                <p>{said.answerDesk}</p>
              )}
              {ofDesk?.sandbox?.page && (
                <a href={ofDesk.sandbox.page} target="_blank" rel="noreferrer">
                  {said.openDesk}
                </a>
              )}
            </div>
          )}
        </>
      )}
      {outbound && <Journey title={said.toPhone} travel={outbound} />}
      {outbound && isLost(outbound) && <Stuck travel={outbound} />}
      {outbound && isThere(outbound) && (
        <p className={styles.proof} role="status">
          <Light level="ok" size={28} /> {said.answered(took(outbound))}
        </p>
      )}
      {arrived && <Next channel={channel} />}
    </section>
  );
}

function Next({ channel }: { channel: Endpoint }) {
  const said = useWords(words);
  return (
    <div className={panel.panel}>
      <p className={panel.title}>{said.nextSteps}</p>
      <ul className={styles.next}>
        <li>
          <a href={addresses.people}>{said.nextPeople}</a>
        </li>
        <li>
          <a href={addresses.endpoint('channels', channel.id, 'routes')}>{said.nextRoutes}</a>
        </li>
        <li>
          <a href={addresses.overview}>{said.nextOverview}</a>
        </li>
      </ul>
    </div>
  );
}

function Stuck({ travel }: { travel: Travel }) {
  const said = useWords(words);
  return (
    <p className={styles.problem} role="alert">
      {said.stuck(plainly(travel.reason ?? travel.status).toLowerCase())} <a href={addresses.trace(travel.id)}>{said.trace}</a>
    </p>
  );
}

const there = ['DELIVERED', 'READ', 'ACCEPTED', 'SENT'];

function isThere(travel: Travel): boolean {
  return there.includes(travel.status);
}

function isLost(travel: Travel): boolean {
  return ['FAILED', 'REFUSED', 'PARKED', 'DROPPED'].includes(travel.status);
}

/** From the first hop to the hand-over; what the phone reports later does not count. */
function took(travel: Travel): string {
  const times = travel.hops.filter((hop) => hop.stage !== 'whatsapp').flatMap((hop) => (hop.at ? [hop.at.getTime()] : []));
  return lasted(times.length < 2 ? 0 : Math.max(...times) - Math.min(...times));
}

/** The hops that the message has passed so far. */
function Journey({ title, travel }: { title: string; travel: Travel }) {
  const said = useWords(words);
  const hops = [...travel.hops].filter((hop) => hop.outcome !== 'delivering').sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
  const began = hops[0]?.at?.getTime();
  return (
    <div>
      <h4 className={styles.journey}>
        {title} <a href={addresses.trace(travel.id)}>{said.trace}</a>
      </h4>
      <ol className={styles.hops} aria-label={title}>
        {hops.map((hop, index) => (
          <li key={`${hop.stage} ${hop.outcome} ${index}`}>
            <Light level={levelOf(hop.outcome)} word={said.stage[hop.stage] ?? hop.stage} />
            <span className={styles.quiet}>
              {plainly(hop.outcome)}
              {hop.at && began !== undefined && hop.at.getTime() >= began && ` · +${lasted(hop.at.getTime() - began)}`}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
