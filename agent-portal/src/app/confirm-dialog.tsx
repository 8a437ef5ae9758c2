import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '@/components/dialog';
import { settle, useConfirmation } from '@/lib/confirm';
import { useWords } from '@/lib/language';
import { useProblemWords } from '@/lib/problem';
import { confirmSession } from '@/lib/session';
import { usePerson } from '@/lib/session-state';
import { words } from './words';

/** Asks for the password or a code once more; the request that needs it waits until then. */
export function ConfirmDialog() {
  return useConfirmation() ? <Ask /> : null;
}

function Ask() {
  const said = useWords(words);
  const toWords = useProblemWords();
  const person = usePerson();
  const [shown, setShown] = useState('');
  const [problem, setProblem] = useState<string>();
  const [working, setWorking] = useState(false);
  const send = () => {
    if (!shown) return;
    setWorking(true);
    const isCode = person.secondFactor && /^[\d\s]{6,7}$/.test(shown.trim());
    confirmSession(isCode ? { code: shown.trim() } : { password: shown }).then(
      () => settle(true),
      (error: unknown) => {
        setProblem(toWords(error));
        setWorking(false);
      },
    );
  };
  return (
    <Dialog
      title={said.confirm}
      problem={problem}
      onClose={() => settle(false)}
      onSubmit={send}
      buttons={
        <>
          <Button variant="default" onClick={() => settle(false)}>
            {said.cancel}
          </Button>
          <Button type="submit" loading={working}>
            {said.goOn}
          </Button>
        </>
      }
    >
      <p>{person.secondFactor ? said.confirmNoteCode : said.confirmNote}</p>
      <PasswordInput
        label={person.secondFactor ? said.passwordOrCode : said.password}
        value={shown}
        onChange={(event) => setShown(event.currentTarget.value)}
        autoComplete="current-password"
        size="md"
      />
    </Dialog>
  );
}
