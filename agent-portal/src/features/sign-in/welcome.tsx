import { Button, PasswordInput, Skeleton, TextInput } from '@mantine/core';
import { type SubmitEvent, useEffect, useState } from 'react';
import { Refused } from '@/lib/http';
import { browserLanguage, useWords } from '@/lib/language';
import { addresses, go } from '@/lib/place';
import { useProblemWords } from '@/lib/problem';
import { type Link, lookAtLink, openLink } from '@/lib/session';
import { Card } from './card';
import styles from './sign-in.module.css';
import { words } from './words';

/** A one-time link: the first operator, an invitation, or a new password. */
export function Welcome({ code }: { code: string }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const [link, setLink] = useState<Link>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const stop = new AbortController();
    lookAtLink(code, stop.signal).then(setLink, (error: unknown) => {
      if (!stop.signal.aborted) setProblem(toWords(error));
    });
    return () => stop.abort();
    // once for each link: the words may change, the question does not
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [code]);

  if (problem) {
    return (
      <Card title={said.title} problem={problem}>
        <Button variant="default" size="md" onClick={() => go(addresses.overview)}>
          {said.toSignIn}
        </Button>
      </Card>
    );
  }
  if (!link) {
    return (
      <Card title="Wabridge">
        <Skeleton height={180} radius={12} />
      </Card>
    );
  }
  return <LinkForm code={code} link={link} />;
}

function LinkForm({ code, link }: { code: string; link: Link }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [factor, setFactor] = useState('');
  const [withFactor, setWithFactor] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [tried, setTried] = useState(false);
  const [trying, setTrying] = useState(false);

  const isNew = link.purpose === 'FIRST_OPERATOR' || (link.purpose === 'INVITATION' && !link.exists);
  const chooses = isNew || link.purpose === 'RESET';
  const faults = {
    email: link.purpose === 'FIRST_OPERATOR' && !/^\S+@\S+$/.test(email.trim()) && said.needEmail,
    name: isNew && !name.trim() && said.needName,
    password: chooses ? password.length < 12 && said.short : !password && said.needPassword,
    factor: withFactor && !factor.trim() && said.needCode,
  };

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    setProblem(undefined);
    if (Object.values(faults).some(Boolean)) return;
    setTrying(true);
    try {
      const inside = await openLink({
        link: code,
        password,
        ...(link.purpose === 'FIRST_OPERATOR' && { email: email.trim() }),
        ...(isNew && { name: name.trim(), language: browserLanguage() }),
        ...(withFactor && { code: factor.trim() }),
      });
      go(inside ? addresses.overview : '#/sign-in/changed');
    } catch (error) {
      setTrying(false);
      if (error instanceof Refused && error.code === 'code-required') return setWithFactor(true);
      setProblem(toWords(error));
    }
  };

  const title = { FIRST_OPERATOR: said.welcomeOperator, INVITATION: said.welcomeInvitation(link.tenant ?? ''), RESET: said.welcomeReset }[link.purpose];
  const lead = {
    FIRST_OPERATOR: said.welcomeOperatorLead,
    INVITATION: [said.welcomeInvitationLead(link.role ? said.roles[link.role] : ''), !isNew && said.welcomeExisting].filter(Boolean).join(' '),
    RESET: said.welcomeResetLead,
  }[link.purpose];
  const submit = link.purpose === 'RESET' ? said.save : isNew ? said.create : said.accept;
  return (
    <Card title={title} lead={lead} problem={problem}>
      <form className={styles.form} onSubmit={send} noValidate>
        {link.purpose === 'FIRST_OPERATOR' ? (
          <TextInput type="email" label={said.email} value={email} onChange={(event) => setEmail(event.currentTarget.value)} error={tried && faults.email} autoComplete="username" size="md" />
        ) : (
          <TextInput type="email" label={said.email} value={link.email ?? ''} readOnly autoComplete="username" size="md" />
        )}
        {isNew && <TextInput label={said.name} value={name} onChange={(event) => setName(event.currentTarget.value)} error={tried && faults.name} autoComplete="name" size="md" />}
        <PasswordInput
          label={chooses ? said.newPassword : said.password}
          description={chooses ? said.rule : undefined}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={tried && faults.password}
          visibilityToggleButtonProps={{ 'aria-label': said.show }}
          autoComplete={chooses ? 'new-password' : 'current-password'}
          size="md"
        />
        {withFactor && (
          <TextInput label={said.code} description={said.codeNote} value={factor} onChange={(event) => setFactor(event.currentTarget.value)} error={tried && faults.factor} autoComplete="one-time-code" size="md" />
        )}
        <Button type="submit" size="md" fullWidth loading={trying}>
          {submit}
        </Button>
      </form>
    </Card>
  );
}
