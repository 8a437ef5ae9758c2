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
  const [known, setKnown] = useState<{ key: string; checked: Checked }>();
  const [checking, setChecking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [touched, setTouched] = useState<Set<string>>(new Set());
  const turn = useRef(0);

  const draftOf = (entered: Entered) => ({ id: saved?.id, kind: connector?.kind ?? '', settings: connector ? toSettings(connector.fields, entered, saved) : {} });
  const ask = async (entered: Entered): Promise<Checked | undefined> => {
    const draft = draftOf(entered);
    const key = JSON.stringify(draft);
    if (key === known?.key) return known.checked;
    const mine = ++turn.current;
    setChecking(true);
    setProblem(undefined);
    try {
      const now = await check(draft);
      if (mine === turn.current) setKnown({ key, checked: now });
      return now;
    } catch (error) {
      if (mine === turn.current) setProblem(toWords(error));
      return undefined;
    } finally {
      if (mine === turn.current) setChecking(false);
    }
  };

  /** Of the fields that were left, or of all after an attempt to save. */
  const problems = Object.fromEntries(
    (known?.checked.fields ?? []).filter((one) => touched.has('*') || touched.has(one.field)).map((one) => [one.field, problemWords(one.problem, said.required)]),
  );
  return {
    /** What is known about exactly these values. */
    resultOf: (entered: Entered) => (JSON.stringify(draftOf(entered)) === known?.key ? known.checked : undefined),
    checking,
    problem,
    problems,
    findings: known?.checked.checks ?? [],
    leave: (name: string, entered: Entered) => {
      setTouched((before) => new Set(before).add(name));
      if ((entered[name] ?? '') !== '' || touched.has(name)) void ask(entered);
    },
    all: (entered: Entered) => {
      setTouched((before) => new Set(before).add('*'));
      return ask(entered);
    },
    forget: () => {
      setKnown(undefined);
      setTouched(new Set());
    },
  };
}
