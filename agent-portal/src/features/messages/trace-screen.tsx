import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Light } from '@/components/light';
import { Moment } from '@/components/moment';
import { Page } from '@/components/page';
import panel from '@/components/panel.module.css';
import { Trouble } from '@/components/trouble';
import { useTenantName } from '@/lib/api/get-overview';
import { levelOf } from '@/lib/health';
import { Refused } from '@/lib/http';
import { clockTime, exact, lasted, plainly } from '@/lib/words';
import { type Hop, type Trace, useTrace } from './get-trace';
import { wayOf } from './message';
import styles from './messages.module.css';

/** The path of one message through the stages. */
export function TraceScreen({ id }: { id: string }) {
  const { data, error, refetch } = useTrace(id);
  if (error instanceof Refused && error.status === 404) {
    return (
      <Page title="Message not found">
        <div className={panel.panel}>
          <p>
            There is no message with the id <code>{id}</code>. The search box above also accepts the provider’s and the desk’s ids.
          </p>
        </div>
      </Page>
    );
  }
  if (data) return <Shown trace={data} id={id} />;
  return (
    <Page title="Message">{error ? <Trouble what="The trace could not be loaded." error={error} again={() => void refetch()} /> : <Skeleton height={240} radius={16} />}</Page>
  );
}

function Shown({ trace: { message, hops }, id }: { trace: Trace; id: string }) {
  const nameOf = useTenantName();
  return (
    <Page title={`${plainly(message.kind ?? 'message')} ${wayOf(message)}`} lead={outcome(hops)}>
      <section className={panel.panel} aria-label="About this message">
        <dl className={styles.facts}>
          <Fact name="Status">
            <Light level={levelOf(message.status)} word={plainly(message.status ?? 'unknown')} />
          </Fact>
          {message.reason && <Fact name="Reason">{plainly(message.reason)}</Fact>}
          {message.detail && <Fact name="Detail">{message.detail}</Fact>}
          <Fact name="Tenant">{nameOf(message.tenantId)}</Fact>
          <Fact name="Accepted">
            <Moment at={message.acceptedAt} none="time unknown" />
            {message.acceptedAt && <span className={styles.quiet}> ({exact(message.acceptedAt)})</span>}
          </Fact>
          {message.mediaType && <Fact name="Media">{message.mediaType}</Fact>}
          <Id name="Wabridge’s id" id={message.id || id} />
          <Id name="The provider’s id" id={message.channelMessageId} />
          <Id name="The desk’s id" id={message.deskMessageId} />
          <Id name="Conversation" id={message.conversationId} />
        </dl>
      </section>
      <h2 className={styles.section}>Steps</h2>
      {hops.length === 0 ? <p className={styles.quiet}>No steps were recorded.</p> : <Way hops={hops} />}
    </Page>
  );
}

function outcome(hops: Hop[]): string | undefined {
  const times = hops.flatMap((hop) => (hop.at ? [hop.at.getTime()] : []));
  if (times.length < 2) return undefined;
  return `${hops.length} steps in ${lasted(Math.max(...times) - Math.min(...times))}.`;
}

function Way({ hops }: { hops: Hop[] }) {
  return (
    <ol className={styles.way}>
      {hops.map((hop, index) => (
        <li key={`${hop.stage}-${hop.at?.getTime() ?? index}-${index}`} data-level={levelOf(hop.outcome)}>
          <div className={styles.hop}>
            <span className={styles.stage}>{hop.stage}</span>
            <Light level={levelOf(hop.outcome)} word={plainly(hop.outcome ?? 'no outcome yet')} />
            <span className={styles.time}>{hop.at && <HopTime at={hop.at} before={hops[index - 1]?.at} />}</span>
          </div>
          {hop.detail && <p>{hop.detail}</p>}
        </li>
      ))}
    </ol>
  );
}

function HopTime({ at, before }: { at: Date; before: Date | undefined }) {
  return (
    <>
      <time dateTime={at.toISOString()} title={exact(at)}>
        {clockTime(at)}
      </time>
      {before && <span> +{lasted(at.getTime() - before.getTime())}</span>}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Id({ name, id }: { name: string; id: string | undefined }) {
  if (!id) return null;
  return (
    <Fact name={name}>
      <code>{id}</code>
    </Fact>
  );
}
