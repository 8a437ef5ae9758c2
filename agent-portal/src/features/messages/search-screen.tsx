import { Skeleton } from '@mantine/core';
import { useEffect } from 'react';
import { Light } from '@/components/light';
import { Moment } from '@/components/moment';
import { Page } from '@/components/page';
import panel from '@/components/panel.module.css';
import { Trouble } from '@/components/trouble';
import { useTenantName } from '@/lib/api/get-overview';
import { levelOf } from '@/lib/health';
import { addresses } from '@/lib/place';
import { many, plainly } from '@/lib/words';
import { useFoundMessages } from './find-messages';
import { type Message, wayOf } from './message';
import styles from './messages.module.css';

/** The results of a search; a single result opens its trace at once. */
export function SearchScreen({ words }: { words: string }) {
  const { data, error, refetch } = useFoundMessages(words);
  const nameOf = useTenantName();
  const only = data?.length === 1 ? data[0] : undefined;

  useEffect(() => {
    // replaces the address, so that "back" returns to the page before the search
    if (only && !only.stage) window.location.replace(addresses.trace(only.id));
  }, [only]);

  const lead = data && data.length > 0 ? `${many(data.length, 'message', 'messages')} with “${words}”.` : undefined;
  return (
    <Page title="Find a message" lead={lead}>
      {words === '' && <Hint title="Search by any id." />}
      {error && <Trouble what="The search failed." error={error} again={() => void refetch()} />}
      {words !== '' && !data && !error && <Skeleton height={120} radius={16} />}
      {data?.length === 0 && <Hint title={`No message with “${words}”.`} />}
      {data && data.length > 0 && (
        <ul className={styles.found}>
          {data.map((message) => (
            <Found key={`${message.id} ${message.stage ?? ''}`} message={message} tenant={nameOf(message.tenantId)} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Hint({ title }: { title: string }) {
  return (
    <div className={panel.panel}>
      <p className={panel.title}>{title}</p>
      <p>
        Enter the provider’s id (at Meta it begins with <code>wamid.</code>), the desk’s id, Wabridge’s id or the conversation’s id in the search box above.
      </p>
    </div>
  );
}

function Found({ message, tenant }: { message: Message; tenant: string }) {
  const what = `${plainly(message.kind ?? 'message')} ${wayOf(message)}`;
  return (
    <li>
      {message.stage ? (
        <span>{what}</span>
      ) : (
        <a href={addresses.trace(message.id)}>{what}</a>
      )}
      <Light level={levelOf(message.status)} word={plainly(message.status ?? 'unknown')} />
      {message.stage && (
        <p>
          Waits at {message.stage}: {plainly(message.reason ?? 'unknown reason')}
          {message.detail && <span className={styles.quiet}> ({message.detail})</span>}
        </p>
      )}
      <p className={styles.quiet}>
        {tenant} · <Moment at={message.acceptedAt} none="time unknown" /> · <code>{message.id}</code>
      </p>
    </li>
  );
}
