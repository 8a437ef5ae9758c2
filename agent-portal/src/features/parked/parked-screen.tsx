import { Button, Skeleton } from '@mantine/core';
import { Light } from '@/components/light';
import { Moment } from '@/components/moment';
import { Page } from '@/components/page';
import panel from '@/components/panel.module.css';
import { Trouble } from '@/components/trouble';
import { useTenantName } from '@/lib/api/get-overview';
import { addresses } from '@/lib/place';
import { useCodes } from '@/lib/codes';
import { useWords } from '@/lib/language';
import { type ParkedMessage, useParked } from './get-parked';
import styles from './parked.module.css';
import { words } from './words';

/** The parked messages, each with its reason. */
export function ParkedScreen() {
  const said = useWords(words);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useParked();
  const nameOf = useTenantName();
  const parked = data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Page title={said.title} lead={said.lead}>
      {error && <Trouble what={said.failed} error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton height={160} radius={16} />}
      {data && parked.length === 0 && !error && (
        <div className={panel.panel}>
          <p className={panel.title}>{said.nothing}</p>
          <p>{said.nothingNote}</p>
        </div>
      )}
      {parked.length > 0 && (
        <ul className={styles.list}>
          {parked.map((message) => (
            <Row key={message.id} message={message} tenant={nameOf(message.tenantId)} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {said.more}
        </Button>
      )}
    </Page>
  );
}

function Row({ message, tenant }: { message: ParkedMessage; tenant: string }) {
  const said = useWords(words);
  const codes = useCodes();
  const reason = codes(message.reason ?? said.noReason);
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <h2>
          <Light level="warn" size={18} /> {reason}
        </h2>
        <span className={styles.quiet}>
          <Moment at={message.parkedAt} none="" />
        </span>
      </div>
      {message.detail && <p>{message.detail}</p>}
      <p className={styles.quiet}>
        {tenant}
        {message.stage && ` · ${said.at} ${message.stage}`}
      </p>
      <dl className={styles.ids}>
        <Id name={said.message} id={message.messageId} href={message.messageId && addresses.trace(message.messageId)} />
        <Id name={said.conversation} id={message.conversationId} />
      </dl>
    </li>
  );
}

function Id({ name, id, href }: { name: string; id: string | undefined; href?: string | undefined }) {
  if (!id) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{href ? <a href={href}><code>{id}</code></a> : <code>{id}</code>}</dd>
    </div>
  );
}
