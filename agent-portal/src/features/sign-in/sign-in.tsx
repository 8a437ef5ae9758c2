import { Button, PasswordInput } from '@mantine/core';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { getOverview } from '@/lib/api/get-overview';
import { Refused, WrongToken } from '@/lib/http';
import { keepToken, tokenWasRefused } from '@/lib/token';
import styles from './sign-in.module.css';

/** The door: asks for the admin token and tries it before it is kept. */
export function SignIn() {
  const [token, setToken] = useState('');
  const [trying, setTrying] = useState(false);
  const [trouble, setTrouble] = useState(tokenWasRefused() ? 'The token is no longer accepted. Wabridge was perhaps set up anew: take the token from the file again.' : undefined);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = 'Sign in · Wabridge';
    field.current?.focus();
  }, []);

  const enter = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = token.trim();
    if (!given) {
      setTrouble('Please put the token here.');
      field.current?.focus();
      return;
    }
    setTrying(true);
    const problem = await attempt(given);
    if (!problem) return keepToken(given);
    setTrouble(problem);
    setTrying(false);
    field.current?.focus();
  };

  return (
    <main className={styles.door}>
      <form className={styles.card} onSubmit={enter} noValidate>
        <h1 className={styles.title}>
          <img src="/favicon.svg" alt="" width="36" height="36" /> Wabridge
        </h1>
        <p>Is it working? Sign in with the admin token to see.</p>
        <PasswordInput
          ref={field}
          label="Admin token"
          description="It stands in the file .bridge/admin-token, in the folder where Wabridge was started."
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          error={trouble}
          errorProps={{ role: 'alert' }}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the token' }}
          autoComplete="off"
          spellCheck={false}
          size="md"
        />
        <Button type="submit" size="md" fullWidth loading={trying}>
          Sign in
        </Button>
        <p className={styles.note}>The token stays in this tab and is forgotten when you close it.</p>
      </form>
    </main>
  );
}

async function attempt(token: string): Promise<string | undefined> {
  // what cannot stand in a header cannot be the token
  if (/[^\x21-\x7e]/.test(token)) return 'This is not the right token.';
  try {
    await getOverview(token);
    return undefined;
  } catch (error) {
    if (error instanceof WrongToken) return 'This is not the right token.';
    if (error instanceof Refused) return `Wabridge answered ${error.status}: ${error.message}`;
    return 'Wabridge does not answer at this address. Is it running? “./bridge status” tells.';
  }
}
