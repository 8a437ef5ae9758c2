import { Button, PasswordInput } from '@mantine/core';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { getOverview } from '@/lib/api/get-overview';
import { Refused, WrongToken } from '@/lib/http';
import { keepToken, tokenWasRefused } from '@/lib/token';
import styles from './sign-in.module.css';

/** Asks for the admin token and checks it before it is stored. */
export function SignIn() {
  const [token, setToken] = useState('');
  const [trying, setTrying] = useState(false);
  const [trouble, setTrouble] = useState(tokenWasRefused() ? 'The token is no longer accepted. Wabridge may have been set up again: copy the token from the file.' : undefined);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = 'Sign in · Wabridge';
    field.current?.focus();
  }, []);

  const enter = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = token.trim();
    if (!given) {
      setTrouble('Enter the token.');
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
    <main className={styles.page}>
      <form className={styles.card} onSubmit={enter} noValidate>
        <h1 className={styles.title}>
          <img src="/favicon.svg" alt="" width="36" height="36" /> Wabridge
        </h1>
        <p>Sign in with the admin token to see whether Wabridge is working.</p>
        <PasswordInput
          ref={field}
          label="Admin token"
          description="It is in the file .bridge/admin-token, in the directory where Wabridge was started."
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
        <p className={styles.note}>The token is stored in this tab only, until you close it.</p>
      </form>
    </main>
  );
}

async function attempt(token: string): Promise<string | undefined> {
  // a token contains only characters that a header may contain
  if (/[^\x21-\x7e]/.test(token)) return 'This is not the right token.';
  try {
    await getOverview(token);
    return undefined;
  } catch (error) {
    if (error instanceof WrongToken) return 'This is not the right token.';
    if (error instanceof Refused) return `Wabridge answered ${error.status}: ${error.message}`;
    return 'Wabridge is unavailable at this address. Check with “./bridge status” whether it is running.';
  }
}
