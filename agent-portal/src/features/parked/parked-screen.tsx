import { Button, Skeleton } from '@mantine/core';
import { Light } from '@/components/light';
import { Moment } from '@/components/moment';
import { Page } from '@/components/page';
import panel from '@/components/panel.module.css';
import { Trouble } from '@/components/trouble';
import { useTenantName } from '@/lib/api/get-overview';
import { addresses } from '@/lib/place';
import { plainly } from '@/lib/words';
import { type ParkedMessage, useParked } from './get-parked';
import styles from './parked.module.css';

/** The parked messages, each with its reason. */
export function ParkedScreen() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useParked();
  const nameOf = useTenantName();
  const parked = data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Page title="Parked messages" lead="These messages could not be processed automatically and need a decision. They are kept until then.">
      {error && <Trouble what="The parked messages could not be loaded." error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton height={160} radius={16} />}
      {data && parked.length === 0 && !error && (
        <div className={panel.panel}>
          <p className={panel.title}>Nothing is parked.</p>
          <p>When a message cannot be delivered, it appears here with its reason.</p>
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
          Show more
        </Button>
      )}
    </Page>
  );
}

function Row({ message, tenant }: { message: ParkedMessage; tenant: string }) {
  const reason = plainly(message.reason ?? 'No reason was given');
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
        {message.stage && ` · at ${message.stage}`}
      </p>
      <dl className={styles.ids}>
        <Id name="Message" id={message.messageId} href={message.messageId && addresses.trace(message.messageId)} />
        <Id name="Conversation" id={message.conversationId} />
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
