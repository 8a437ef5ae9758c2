import { Skeleton } from '@mantine/core';
import { Trouble } from '@/components/trouble';
import { useOverview } from '@/lib/api/get-overview';
import { useLanguage, useWords } from '@/lib/language';
import { FirstSteps } from './components/first-steps';
import { Services } from './components/services';
import { TenantCard } from './components/tenant-card';
import { VerdictBanner } from './components/verdict-banner';
import styles from './overview.module.css';
import { verdictOf } from './verdict';
import { words } from './words';

/** "Is it working?": the state in one sentence, then the tenants, then the services. */
export function OverviewScreen() {
  const said = useWords(words);
  const language = useLanguage();
  const { data, error, refetch, dataUpdatedAt } = useOverview();

  if (!data && !error) return <Waiting />;
  if (!data && error) {
    return (
      <>
        <VerdictBanner lost={error} />
        <Trouble what={said.unknownState} error={error} again={() => void refetch()} />
      </>
    );
  }
  if (!data) return null;

  const verdict = verdictOf(data, language);
  return (
    <>
      <VerdictBanner verdict={verdict} overview={data} lost={error} knownAt={data.at ?? new Date(dataUpdatedAt)} />
      <div className={styles.body} data-old={error ? true : undefined}>
        {data.tenants.every((tenant) => tenant.channels.length === 0) && <FirstSteps />}
        {data.tenants.map((tenant) => (
          <TenantCard key={tenant.id} tenant={tenant} known={!error} />
        ))}
        <Services services={data.services} known={!error} />
      </div>
    </>
  );
}

function Waiting() {
  const said = useWords(words);
  return (
    <div className={styles.body} aria-busy="true" aria-label={said.loading}>
      <h1 className={styles.hidden}>{said.title}</h1>
      <Skeleton height={128} radius={16} />
      <Skeleton height={220} radius={16} />
      <Skeleton height={120} radius={16} />
    </div>
  );
}
