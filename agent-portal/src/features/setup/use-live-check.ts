import { useRef, useState } from 'react';
import { useWords } from '@/lib/language';
import type { Side } from '@/lib/place';
import { useProblemWords } from '@/lib/problem';
import { toSettings, useSetupActions, type Checked, type Connector, type Endpoint, type Entered } from './setup-api';
import { problemWords } from './problem-words';
import { words } from './words';

/** Asks the server, and through it the other side, about what was typed so far. */
export function useLiveCheck(side: Side, connector: Connector | undefined, saved?: Endpoint) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const { check } = useSetupActions(side);
  const [result, setResult] = useState<Checked>();
  const [checking, setChecking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [touched, setTouched] = useState<Set<string>>(new Set());
  const last = useRef('');
  const turn = useRef(0);

  const ask = async (entered: Entered): Promise<Checked | undefined> => {
    if (!connector) return undefined;
    const settings = toSettings(connector.fields, entered, saved);
    const draft = { id: saved?.id, kind: connector.kind, settings };
    const key = JSON.stringify(draft);
    if (key === last.current && result) return result;
    last.current = key;
    const mine = ++turn.current;
    setChecking(true);
    setProblem(undefined);
    try {
      const now = await check(draft);
      if (mine === turn.current) setResult(now);
      return now;
    } catch (error) {
      if (mine === turn.current) {
        last.current = '';
        setProblem(toWords(error));
      }
      return undefined;
    } finally {
      if (mine === turn.current) setChecking(false);
    }
  };

  /** Of the fields that were left, or of all after an attempt to save. */
  const problems = Object.fromEntries(
    (result?.fields ?? []).filter((one) => touched.has('*') || touched.has(one.field)).map((one) => [one.field, problemWords(one.problem, said.required)]),
  );
  return {
    result,
    checking,
    problem,
    problems,
    findings: result?.checks ?? [],
    leave: (name: string, entered: Entered) => {
      setTouched((before) => new Set(before).add(name));
      if ((entered[name] ?? '') !== '' || touched.has(name)) void ask(entered);
    },
    all: (entered: Entered) => {
      setTouched((before) => new Set(before).add('*'));
      return ask(entered);
    },
    forget: () => {
      last.current = '';
      setResult(undefined);
      setTouched(new Set());
    },
  };
}
