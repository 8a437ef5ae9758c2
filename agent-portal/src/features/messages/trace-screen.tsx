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
import { useCodes } from '@/lib/codes';
import { useLanguage, useWords } from '@/lib/language';
import { clockTime, exact, lasted } from '@/lib/words';
import { type Hop, type Trace, useTrace } from './get-trace';
import { titleOf } from './message';
import styles from './messages.module.css';
import { type MessageWords, words } from './words';

/** The path of one message through the stages. */
export function TraceScreen({ id }: { id: string }) {
  const said = useWords(words);
  const { data, error, refetch } = useTrace(id);
  if (error instanceof Refused && error.status === 404) {
    return (
      <Page title={said.notFound}>
        <div className={panel.panel}>
          <p>{said.notFoundNote(id)}</p>
        </div>
      </Page>
    );
  }
  if (data) return <Shown trace={data} id={id} />;
  return (
    <Page title={said.message}>{error ? <Trouble what={said.traceFailed} error={error} again={() => void refetch()} /> : <Skeleton height={240} radius={16} />}</Page>
  );
}

function Shown({ trace: { message, hops }, id }: { trace: Trace; id: string }) {
  const nameOf = useTenantName();
  const said = useWords(words);
  const language = useLanguage();
  const codes = useCodes();
  return (
    <Page title={titleOf(message, language)} lead={outcome(hops, said)}>
      <section className={panel.panel} aria-label={said.about}>
        <dl className={styles.facts}>
          <Fact name={said.status}>
            <Light level={levelOf(message.status)} word={codes(message.status ?? 'unknown')} />
          </Fact>
          {message.reason && <Fact name={said.reason}>{codes(message.reason)}</Fact>}
          {message.detail && <Fact name={said.detail}>{message.detail}</Fact>}
          <Fact name={said.tenant}>{nameOf(message.tenantId)}</Fact>
          <Fact name={said.accepted}>
            <Moment at={message.acceptedAt} none={said.noTime} />
            {message.acceptedAt && <span className={styles.quiet}> ({exact(message.acceptedAt, language)})</span>}
          </Fact>
          {message.mediaType && <Fact name={said.media}>{message.mediaType}</Fact>}
          <Id name={said.ourId} id={message.id || id} />
          <Id name={said.providerId} id={message.channelMessageId} />
          <Id name={said.deskId} id={message.deskMessageId} />
          <Id name={said.conversation} id={message.conversationId} />
        </dl>
      </section>
      <h2 className={styles.section}>{said.steps}</h2>
      {hops.length === 0 ? <p className={styles.quiet}>{said.noSteps}</p> : <Way hops={hops} />}
    </Page>
  );
}

function outcome(hops: Hop[], said: MessageWords): string | undefined {
  const times = hops.flatMap((hop) => (hop.at ? [hop.at.getTime()] : []));
  if (times.length < 2) return undefined;
  return said.stepsIn(hops.length, lasted(Math.max(...times) - Math.min(...times)));
}

function Way({ hops }: { hops: Hop[] }) {
  const said = useWords(words);
  const codes = useCodes();
  return (
    <ol className={styles.way}>
      {hops.map((hop, index) => (
        <li key={`${hop.stage}-${hop.at?.getTime() ?? index}-${index}`} data-level={levelOf(hop.outcome)}>
          <div className={styles.hop}>
            <span className={styles.stage}>{hop.stage}</span>
            <Light level={levelOf(hop.outcome)} word={codes(hop.outcome ?? said.noOutcome)} />
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
