import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Refused } from '@/lib/http';
import { useWords } from '@/lib/language';
import { addresses, go, placeOf } from '@/lib/place';
import { useProblemWords } from '@/lib/problem';
import { signIn } from '@/lib/session';
import type { Provider } from '@/lib/session-state';
import { Card } from './card';
import styles from './sign-in.module.css';
import { words } from './words';

interface Shown {
  ended: boolean;
  firstOperator: boolean;
  providers: Provider[];
  /** Why the sign-in at an issuer failed: "no-account", "failed", or "changed" after a new password. */
  result: string;
}

/** E-mail and password, then the code if the account has a second factor; or one of the issuers. */
export function SignIn({ ended, firstOperator, providers, result }: Shown) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [step, setStep] = useState<'password' | 'code'>('password');
  const [problem, setProblem] = useState<string>();
  const [missing, setMissing] = useState<'email' | 'password' | 'code'>();
  const [trying, setTrying] = useState(false);
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (step === 'code') codeField.current?.focus();
    else emailField.current?.focus();
  }, [step]);

  if (firstOperator) return <FirstOperator />;

  const enter = async (event: SubmitEvent) => {
    event.preventDefault();
    setProblem(undefined);
    const lacks = step === 'code' ? (code.trim() ? undefined : 'code') : !email.trim() ? 'email' : !password ? 'password' : undefined;
    setMissing(lacks);
    if (lacks) {
      ({ email: emailField, password: passwordField, code: codeField })[lacks].current?.focus();
      return;
    }
    setTrying(true);
    try {
      await signIn({ email: email.trim(), password, ...(step === 'code' && { code: code.trim() }) });
      // after a session that ended, the view and what was typed there come back
      if (placeOf(window.location.hash).at === 'sign-in') go(addresses.overview);
    } catch (error) {
      setTrying(false);
      if (error instanceof Refused && error.code === 'code-required') return setStep('code');
      setProblem(toWords(error));
      (step === 'code' ? codeField : passwordField).current?.select();
    }
  };

  const first = result === 'no-account' ? said.noAccount : result === 'failed' ? said.failed : undefined;
  const lead = result === 'changed' ? said.changed : ended ? said.ended : said.lead;
  return (
    <Card title={said.title} lead={lead} problem={problem ?? first}>
      <form className={styles.form} onSubmit={enter} noValidate>
        {step === 'password' ? (
          <>
            <TextInput
              ref={emailField}
              type="email"
              label={said.email}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={missing === 'email' && said.needEmail}
              autoComplete="username"
              size="md"
            />
            <PasswordInput
              ref={passwordField}
              label={said.password}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={missing === 'password' && said.needPassword}
              visibilityToggleButtonProps={{ 'aria-label': said.show }}
              autoComplete="current-password"
              size="md"
            />
          </>
        ) : (
          <TextInput
            ref={codeField}
            label={said.code}
            description={said.codeNote}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={missing === 'code' && said.needCode}
            autoComplete="one-time-code"
            inputMode="text"
            spellCheck={false}
            size="md"
          />
        )}
        <Button type="submit" size="md" fullWidth loading={trying}>
          {said.submit}
        </Button>
        {step === 'code' && (
          <Button
            variant="default"
            onClick={() => {
              setStep('password');
              setCode('');
              setProblem(undefined);
            }}
          >
            {said.back}
          </Button>
        )}
      </form>
      {step === 'password' && providers.length > 0 && (
        <>
          <div className={styles.or}>{said.or}</div>
          {providers.map((one) => (
            <Button key={one.id} component="a" href={`/sign-in/${encodeURIComponent(one.id)}`} variant="default" size="md" fullWidth>
              {said.with(one.label)}
            </Button>
          ))}
        </>
      )}
      <details className={styles.help}>
        <summary>{said.forgot}</summary>
        <p>{said.forgotNote}</p>
      </details>
    </Card>
  );
}

/** There is no account yet: the code from the server shows who may be first. */
function FirstOperator() {
  const said = useWords(words);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const open = (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(!code.trim());
    if (code.trim()) go(addresses.welcome(code.trim()));
  };
  return (
    <Card title={said.first} lead={said.firstLead}>
      <form className={styles.form} onSubmit={open} noValidate>
        <TextInput
          label={said.oneTime}
          placeholder="XXXX-XXXX-XXXX-XXXX-XXXX"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={missing && said.needCode}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          size="md"
        />
        <Button type="submit" size="md" fullWidth>
          {said.next}
        </Button>
      </form>
    </Card>
  );
}
