import { Skeleton } from '@mantine/core';
import { Trouble } from '@/components/trouble';
import { useOverview } from '@/lib/api/get-overview';
import { FirstSteps } from './components/first-steps';
import { Services } from './components/services';
import { TenantCard } from './components/tenant-card';
import { VerdictBanner } from './components/verdict-banner';
import styles from './overview.module.css';
import { verdictOf } from './verdict';

/** "Is it working?": the state in one sentence, then the tenants, then the services. */
export function OverviewScreen() {
  const { data, error, refetch, dataUpdatedAt } = useOverview();

  if (!data && !error) return <Waiting />;
  if (!data && error) {
    return (
      <>
        <VerdictBanner lost={error} />
        <Trouble what="The state is unknown." error={error} again={() => void refetch()} />
      </>
    );
  }
  if (!data) return null;

  const verdict = verdictOf(data);
  return (
    <>
      <VerdictBanner verdict={verdict} overview={data} lost={error} knownAt={data.at ?? new Date(dataUpdatedAt)} />
      <div className={styles.body} data-old={error ? true : undefined}>
        {data.tenants.length === 0 && <FirstSteps />}
        {data.tenants.map((tenant) => (
          <TenantCard key={tenant.id} tenant={tenant} known={!error} />
        ))}
        <Services services={data.services} known={!error} />
      </div>
    </>
  );
}

function Waiting() {
  return (
    <div className={styles.body} aria-busy="true" aria-label="Loading">
      <h1 className={styles.hidden}>Is it working?</h1>
      <Skeleton height={128} radius={16} />
      <Skeleton height={220} radius={16} />
      <Skeleton height={120} radius={16} />
    </div>
  );
}
