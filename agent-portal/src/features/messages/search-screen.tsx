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
import { useCodes } from '@/lib/codes';
import { useLanguage, useWords } from '@/lib/language';
import { useFoundMessages } from './find-messages';
import { type Message, titleOf } from './message';
import styles from './messages.module.css';
import { words } from './words';

/** The results of a search; a single result opens its trace at once. */
export function SearchScreen({ words: sought }: { words: string }) {
  const said = useWords(words);
  const { data, error, refetch } = useFoundMessages(sought);
  const nameOf = useTenantName();
  const only = data?.length === 1 ? data[0] : undefined;

  useEffect(() => {
    // replaces the address, so that "back" returns to the page before the search
    if (only && !only.stage) window.location.replace(addresses.trace(only.id));
  }, [only]);

  const lead = data && data.length > 0 ? said.found(data.length, sought) : undefined;
  return (
    <Page title={said.find} lead={lead}>
      {sought === '' && <Hint title={said.byId} />}
      {error && <Trouble what={said.failed} error={error} again={() => void refetch()} />}
      {sought !== '' && !data && !error && <Skeleton height={120} radius={16} />}
      {data?.length === 0 && <Hint title={said.none(sought)} />}
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
  const said = useWords(words);
  return (
    <div className={panel.panel}>
      <p className={panel.title}>{title}</p>
      <p>{said.hint}</p>
    </div>
  );
}

function Found({ message, tenant }: { message: Message; tenant: string }) {
  const said = useWords(words);
  const language = useLanguage();
  const codes = useCodes();
  const what = titleOf(message, language);
  return (
    <li>
      {message.stage ? (
        <span>{what}</span>
      ) : (
        <a href={addresses.trace(message.id)}>{what}</a>
      )}
      <Light level={levelOf(message.status)} word={codes(message.status ?? 'unknown')} />
      {message.stage && (
        <p>
          {said.waitsAt(message.stage, codes(message.reason ?? said.noReason))}
          {message.detail && <span className={styles.quiet}> ({message.detail})</span>}
        </p>
      )}
      <p className={styles.quiet}>
        {tenant} · <Moment at={message.acceptedAt} none={said.noTime} /> · <code>{message.id}</code>
      </p>
    </li>
  );
}
