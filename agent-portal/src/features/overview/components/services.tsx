import { Light } from '@/components/light';
import type { Service } from '@/lib/api/get-overview';
import { levelOf, serviceWord } from '@/lib/health';
import { useCodes } from '@/lib/codes';
import { useWords } from '@/lib/language';
import { words } from '../words';
import styles from '../overview.module.css';

/** The services, each with its state. */
export function Services({ services, known }: { services: Service[]; known: boolean }) {
  const said = useWords(words);
  const codes = useCodes();
  const working = services.filter(({ status }) => levelOf(status) === 'ok').length;
  return (
    <section className={styles.tenant} aria-label={said.services}>
      <div className={styles.name}>
        <h2>{said.services}</h2>
        {known && services.length > 0 && (
          <span className={styles.quiet}>
            {said.ofWorking(working, services.length)}
          </span>
        )}
      </div>
      {services.length === 0 && <p className={styles.none}>{said.noServices}</p>}
      <ul className={styles.services}>
        {services.map(({ name, status }) => (
          <li key={name}>
            <span className={styles.partName}>{name}</span>
            {known ? <Light level={levelOf(status)} word={codes(serviceWord(status)).toLowerCase()} /> : <Light level="unknown" word={codes('unknown').toLowerCase()} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
