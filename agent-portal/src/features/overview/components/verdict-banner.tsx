import { useEffect } from 'react';
import { BridgeIcon } from '@/components/icons';
import { Light } from '@/components/light';
import { Moment } from '@/components/moment';
import type { Overview } from '@/lib/api/get-overview';
import { Refused } from '@/lib/http';
import { addresses } from '@/lib/place';
import type { Verdict } from '../verdict';
import { useWords } from '@/lib/language';
import { words } from '../words';
import styles from '../overview.module.css';

interface Said {
  verdict?: Verdict;
  overview?: Overview;
  lost: Error | null;
  knownAt?: Date;
}

/** The state in one sentence; screen readers repeat it only when it changes. */
export function VerdictBanner({ verdict, overview, lost, knownAt }: Said) {
  const said = useWords(words);
  const sentence = lost ? (lost instanceof Refused ? said.cannotReport : said.lost) : (verdict?.sentence ?? '');
  const level = lost ? 'bad' : (verdict?.level ?? 'unknown');

  useEffect(() => {
    document.title = `${sentence} · Wabridge`;
  }, [sentence]);

  return (
    <section className={styles.verdict} data-level={level} aria-label={said.title}>
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
                {said.dataFrom} <Moment at={knownAt} />. {said.retrying}
              </>
            ) : (
              said.retrying
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
  const said = useWords(words);
  const more = verdict?.more ?? [];
  const last = newest(overview);
  return (
    <>
      {more.length > 0 && (
        <ul className={styles.more}>
          {more.slice(0, 5).map((line) => (
            <li key={line}>{line}</li>
          ))}
          {more.length > 5 && <li>{said.andMore(more.length - 5)}</li>}
        </ul>
      )}
      <p className={styles.under}>
        {last && (
          <>
            {said.lastMessage} <Moment at={last} />.{' '}
          </>
        )}
        {said.checked} <Moment at={knownAt} />.{' '}
        {verdict?.next === 'see-parked' && <a href={addresses.parked}>{said.seeParked}</a>}
        {verdict?.next === 'send-a-message' && said.sendOne}
        {verdict?.next === 'connect-a-tenant' && said.seeSteps}
      </p>
    </>
  );
}

function newest(overview: Overview | undefined): Date | undefined {
  const times = (overview?.tenants ?? []).flatMap((it) => [it.lastInboundAt, it.lastOutboundAt]).filter((at) => at !== undefined);
  return times.length === 0 ? undefined : new Date(Math.max(...times.map((at) => at.getTime())));
}
