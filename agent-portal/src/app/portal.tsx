import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { AccountScreen } from '@/features/account/account-screen';
import { AuditScreen } from '@/features/audit/audit-screen';
import { KeysScreen } from '@/features/keys/keys-screen';
import { SearchScreen } from '@/features/messages/search-screen';
import { TraceScreen } from '@/features/messages/trace-screen';
import { OverviewScreen } from '@/features/overview/overview-screen';
import { ParkedScreen } from '@/features/parked/parked-screen';
import { PeopleScreen } from '@/features/people/people-screen';
import { Card } from '@/features/sign-in/card';
import { EndpointScreen } from '@/features/setup/endpoint-screen';
import { EndpointsScreen } from '@/features/setup/endpoints-screen';
import { WizardScreen } from '@/features/setup/wizard-screen';
import { SignIn } from '@/features/sign-in/sign-in';
import { Welcome } from '@/features/sign-in/welcome';
import { useLanguage } from '@/lib/language';
import { type Place, usePlace } from '@/lib/place';
import { useProblemWords } from '@/lib/problem';
import { loadSession } from '@/lib/session';
import { chooseTenant, sees, useSession } from '@/lib/session-state';
import { Shell } from './shell';

/** Signed out: the sign-in page. Signed in: the frame with the view of the current address. */
export function Portal() {
  const session = useSession();
  const place = usePlace();
  const language = useLanguage();
  const client = useQueryClient();
  const toWords = useProblemWords();
  const [problem, setProblem] = useState<string>();
  const unknown = session.state === 'unknown';

  const load = useCallback(() => {
    loadSession().then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(toWords(error)),
    );
    // the question does not depend on the words
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useEffect(() => {
    if (unknown) load();
  }, [load, unknown]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    // nothing that one person saw stays for the next
    if (unknown) client.clear();
  }, [client, unknown]);

  const wanted = 'tenant' in place ? place.tenant : undefined;
  useEffect(() => {
    if (wanted && session.state === 'in' && session.tenant !== wanted && sees(session.person, wanted)) chooseTenant(wanted);
  }, [wanted, session]);

  if (place.at === 'welcome') return <Welcome key={place.code} code={place.code} />;
  if (session.state === 'unknown') {
    if (!problem) return null;
    return (
      <Card title="Wabridge" problem={problem}>
        <Button variant="default" size="md" onClick={load}>
          ↻
        </Button>
      </Card>
    );
  }
  if (session.state === 'out') {
    return <SignIn {...session} result={place.at === 'sign-in' ? place.problem : ''} />;
  }
  return (
    <Shell place={place}>
      <View key={session.tenant ?? ''} place={place} />
    </Shell>
  );
}

function View({ place }: { place: Place }) {
  switch (place.at) {
    case 'parked':
      return <ParkedScreen />;
    case 'people':
      return <PeopleScreen />;
    case 'keys':
      return <KeysScreen />;
    case 'audit':
      return <AuditScreen />;
    case 'account':
      return <AccountScreen />;
    case 'connect':
      return <WizardScreen place={place} />;
    case 'channels':
    case 'desks':
      return place.id ? <EndpointScreen key={`${place.at} ${place.id}`} side={place.at} id={place.id} part={place.part} /> : <EndpointsScreen key={place.at} side={place.at} />;
    case 'search':
      return <SearchScreen key={place.words} words={place.words} />;
    case 'trace':
      return <TraceScreen key={place.id} id={place.id} />;
    default:
      return <OverviewScreen />;
  }
}
