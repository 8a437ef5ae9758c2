import { useEffect } from 'react';
import { BridgeIcon } from '@/components/icons';
import { Light } from '@/components/light';
import { Moment } from '@/components/moment';
import type { Overview } from '@/lib/api/get-overview';
import { Refused } from '@/lib/http';
import { addresses } from '@/lib/place';
import type { Verdict } from '../verdict';
import styles from '../overview.module.css';

interface Said {
  verdict?: Verdict;
  overview?: Overview;
  lost: Error | null;
  knownAt?: Date;
}

/** The state in one sentence; screen readers repeat it only when it changes. */
export function VerdictBanner({ verdict, overview, lost, knownAt }: Said) {
  const sentence = lost ? (lost instanceof Refused ? 'Wabridge is running, but cannot report its state.' : 'Wabridge cannot be reached.') : (verdict?.sentence ?? '');
  const level = lost ? 'bad' : (verdict?.level ?? 'unknown');

  useEffect(() => {
    document.title = `${sentence} · Wabridge`;
  }, [sentence]);

  return (
    <section className={styles.verdict} data-level={level} aria-label="Is it working?">
      {!lost && (verdict?.next === 'connect-a-tenant' || verdict?.next === 'send-a-message') ? (
        <span className={styles.start}>
          <BridgeIcon size={44} />
        </span>
      ) : (
        <Light level={level} size={44} />
      )}
      <div>
        <div role="status">
          <h1 className={styles.sentence}>{sentence}</h1>
        </div>
        {lost ? (
          <p className={styles.under}>
            {lost instanceof Refused && `${lost.message} `}
            {overview ? (
              <>
                The data below is from <Moment at={knownAt} />. Retrying every 5 seconds.
              </>
            ) : (
              'Retrying every 5 seconds.'
            )}
          </p>
        ) : (
          <Below verdict={verdict} overview={overview} knownAt={knownAt} />
        )}
      </div>
    </section>
  );
}

function Below({ verdict, overview, knownAt }: Omit<Said, 'lost'>) {
  const more = verdict?.more ?? [];
  const last = newest(overview);
  return (
    <>
      {more.length > 0 && (
        <ul className={styles.more}>
          {more.slice(0, 5).map((line) => (
            <li key={line}>{line}</li>
          ))}
          {more.length > 5 && <li>And {more.length - 5} more, below.</li>}
        </ul>
      )}
      <p className={styles.under}>
        {last && (
          <>
            Last message <Moment at={last} />.{' '}
          </>
        )}
        Checked <Moment at={knownAt} />.{' '}
        {verdict?.next === 'see-parked' && <a href={addresses.parked}>See the parked messages</a>}
        {verdict?.next === 'send-a-message' && 'Send a WhatsApp message to one of the numbers below; it appears here automatically.'}
        {verdict?.next === 'connect-a-tenant' && 'The services are running. The steps to connect a tenant are below.'}
      </p>
    </>
  );
}

function newest(overview: Overview | undefined): Date | undefined {
  const times = (overview?.tenants ?? []).flatMap((it) => [it.lastInboundAt, it.lastOutboundAt]).filter((at) => at !== undefined);
  return times.length === 0 ? undefined : new Date(Math.max(...times.map((at) => at.getTime())));
}
