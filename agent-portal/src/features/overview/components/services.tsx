import { Light } from '@/components/light';
import type { Service } from '@/lib/api/get-overview';
import { levelOf, serviceWord } from '@/lib/health';
import styles from '../overview.module.css';

/** The services, each with its state. */
export function Services({ services, known }: { services: Service[]; known: boolean }) {
  const working = services.filter(({ status }) => levelOf(status) === 'ok').length;
  return (
    <section className={styles.tenant} aria-label="Services">
      <div className={styles.name}>
        <h2>Services</h2>
        {known && services.length > 0 && (
          <span className={styles.quiet}>
            {working} of {services.length} working
          </span>
        )}
      </div>
      {services.length === 0 && <p className={styles.none}>The state of the services is unknown.</p>}
      <ul className={styles.services}>
        {services.map(({ name, status }) => (
          <li key={name}>
            <span className={styles.partName}>{name}</span>
            {known ? <Light level={levelOf(status)} word={serviceWord(status)} /> : <Light level="unknown" word="unknown" />}
          </li>
        ))}
      </ul>
    </section>
  );
}
