import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { Copied } from '@/components/copied';
import { Dialog } from '@/components/dialog';
import { Page } from '@/components/page';
import { Qr } from '@/components/qr';
import rows from '@/components/rows.module.css';
import { Since } from '@/components/since';
import { browserName } from '@/lib/agent';
import { languageNames, useWords } from '@/lib/language';
import { useProblemWords } from '@/lib/problem';
import { loadSession } from '@/lib/session';
import { type Language, usePerson } from '@/lib/session-state';
import { type Enrolment, useAccountActions, useOwnSessions } from './account-api';
import styles from './account.module.css';
import { words } from './words';

/** The person's own account: profile, password, second factor, sessions. */
export function AccountScreen() {
  const said = useWords(words);
  const person = usePerson();
  return (
    <Page title={said.title} lead={person.email}>
      <div className={styles.grid}>
        <Profile key={person.language} />
        {person.hasPassword && <Password />}
        <Factor />
        <Sessions />
      </div>
    </Page>
  );
}

/** Runs a change and says what came of it. */
function useChange() {
  const toWords = useProblemWords();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [done, setDone] = useState(false);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setWorking(true);
    setProblem(undefined);
    setDone(false);
    try {
      await work();
      setDone(true);
      return true;
    } catch (error) {
      setProblem(toWords(error));
      return false;
    } finally {
      setWorking(false);
    }
  };
  return { working, problem, done, run };
}

function Outcome({ problem, done, word }: { problem: string | undefined; done: boolean; word: string }) {
  return (
    <>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <p className={styles.done} role="status">
        {done && word}
      </p>
    </>
  );
}

function Profile() {
  const said = useWords(words);
  const person = usePerson();
  const { describe } = useAccountActions();
  const { working, problem, done, run } = useChange();
  const [name, setName] = useState(person.name);
  const [language, setLanguage] = useState<Language>(person.language);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim()) void run(() => describe(name.trim(), language));
  };
  return (
    <form className={styles.panel} onSubmit={save} noValidate>
      <h2>{said.profile}</h2>
      <TextInput label={said.name} value={name} onChange={(event) => setName(event.currentTarget.value)} error={!name.trim() && said.needName} autoComplete="name" />
      <NativeSelect
        label={said.language}
        value={language}
        onChange={(event) => setLanguage(event.currentTarget.value as Language)}
        data={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
      />
      <Button type="submit" loading={working}>
        {said.save}
      </Button>
      <Outcome problem={problem} done={done} word={said.saved} />
    </form>
  );
}

function Password() {
  const said = useWords(words);
  const person = usePerson();
  const { changePassword } = useAccountActions();
  const { working, problem, done, run } = useChange();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!current || next.length < 12) return;
    if (await run(() => changePassword(current, next))) {
      setCurrent('');
      setNext('');
      setTried(false);
    }
  };
  return (
    <form className={styles.panel} onSubmit={save} noValidate>
      <h2>{said.password}</h2>
      <input type="hidden" autoComplete="username" value={person.email} readOnly />
      <PasswordInput label={said.current} value={current} onChange={(event) => setCurrent(event.currentTarget.value)} autoComplete="current-password" />
      <PasswordInput label={said.next} description={said.rule} value={next} onChange={(event) => setNext(event.currentTarget.value)} error={tried && next.length < 12 && said.short} autoComplete="new-password" />
      <Button type="submit" loading={working}>
        {said.change}
      </Button>
      <Outcome problem={problem} done={done} word={said.changed} />
    </form>
  );
}

function Factor() {
  const said = useWords(words);
  const person = usePerson();
  const { beginFactor, removeFactor } = useAccountActions();
  const { working, problem, run } = useChange();
  const [enrolment, setEnrolment] = useState<Enrolment>();
  return (
    <section className={styles.panel} aria-label={said.factor}>
      <h2>{said.factor}</h2>
      <p className={styles.quiet}>{person.secondFactor ? said.factorOn : said.factorOff}</p>
      {person.secondFactor ? (
        <Button variant="default" loading={working} onClick={() => void run(removeFactor)}>
          {said.remove}
        </Button>
      ) : (
        <Button variant="default" loading={working} onClick={() => void run(async () => setEnrolment(await beginFactor()))}>
          {said.add}
        </Button>
      )}
      <Outcome problem={problem} done={false} word="" />
      {enrolment && <Enrol enrolment={enrolment} onClose={() => setEnrolment(undefined)} />}
    </section>
  );
}

function Enrol({ enrolment, onClose }: { enrolment: Enrolment; onClose: () => void }) {
  const said = useWords(words);
  const { confirmFactor } = useAccountActions();
  const { working, problem, run } = useChange();
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<string[]>();
  if (codes) return <Recovery codes={codes} onClose={onClose} />;
  return (
    <Dialog
      title={said.add}
      problem={problem}
      onClose={onClose}
      onSubmit={() => void run(async () => setCodes(await confirmFactor(code.trim())))}
      buttons={
        <>
          <Button variant="default" onClick={onClose}>
            {said.cancel}
          </Button>
          <Button type="submit" loading={working} disabled={!code.trim()}>
            {said.confirm}
          </Button>
        </>
      }
    >
      <p>{said.scan}</p>
      <Qr value={enrolment.uri} label={said.qr} />
      <Copied value={enrolment.secret} label={said.secret} />
      <TextInput label={said.code} value={code} onChange={(event) => setCode(event.currentTarget.value)} inputMode="numeric" autoComplete="one-time-code" size="md" />
    </Dialog>
  );
}

function Recovery({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const said = useWords(words);
  // the session shows the second factor after the codes were seen
  const close = () => {
    onClose();
    void loadSession();
  };
  return (
    <Dialog title={said.recovery} onClose={close} onSubmit={close} buttons={<Button type="submit">{said.close}</Button>}>
      <p>{said.recoveryNote}</p>
      <ul className={styles.codes}>
        {codes.map((one) => (
          <li key={one}>
            <code>{one}</code>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Sessions() {
  const said = useWords(words);
  const { data } = useOwnSessions();
  const { end, endOthers } = useAccountActions();
  const { problem, run } = useChange();
  const others = data?.some((one) => !one.current) ?? false;
  return (
    <section className={styles.sessions} aria-label={said.sessions}>
      <h2 className={rows.section}>{said.sessions}</h2>
      <Outcome problem={problem} done={false} word="" />
      <ul className={rows.rows}>
        {data?.map((one) => (
          <li key={one.id} className={rows.row}>
            <div className={rows.who}>
              <span>
                <strong>{browserName(one.agent)}</strong>
                {one.current && (
                  <span className={rows.tags}>
                    <span className={rows.tag} data-level="ok">
                      {said.here}
                    </span>
                  </span>
                )}
              </span>
              <span className={rows.quiet}>
                {one.address} · {said.since} <Since at={one.lastSeenAt} none={said.never} />
              </span>
            </div>
            {!one.current && (
              <div className={rows.actions}>
                <Button variant="default" onClick={() => void run(() => end(one.id))}>
                  {said.end}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {others && (
        <p>
          <Button variant="default" onClick={() => void run(endOthers)}>
            {said.endOthers}
          </Button>
        </p>
      )}
    </section>
  );
}
