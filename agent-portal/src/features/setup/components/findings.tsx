import { Light } from '@/components/light';
import type { Level } from '@/lib/health';
import { useWords } from '@/lib/language';
import type { Finding } from '../setup-api';
import styles from '../setup.module.css';
import { words } from '../words';

export function levelOfFinding(finding: Finding): Level {
  if (!finding.ok) return 'bad';
  return finding.remedy ? 'warn' : 'ok';
}

/** What a test found, line by line. */
export function Findings({ findings, label, isNew = false }: { findings: Finding[]; label: string; isNew?: boolean }) {
  const said = useWords(words);
  // of what is not saved, connecting is still to come
  const later = (finding: Finding) => isNew && !finding.ok && finding.reconnect;
  if (findings.length === 0) return null;
  return (
    <ul className={styles.findings} aria-label={label}>
      {findings.map((finding) => (
        <li key={finding.check}>
          <Light level={later(finding) ? 'off' : levelOfFinding(finding)} word={finding.check} size={18} />
          <span>{later(finding) ? said.reconnectLater : finding.found}</span>
          {finding.remedy && !later(finding) && <span className={styles.remedy}>{finding.remedy}</span>}
        </li>
      ))}
    </ul>
  );
}

/** The same in one line, under the field that it is about. */
export function FieldFinding({ finding, later }: { finding: Finding; later: boolean }) {
  const said = useWords(words);
  return (
    <p className={styles.finding} data-level={later ? 'off' : levelOfFinding(finding)}>
      <Light level={later ? 'off' : levelOfFinding(finding)} word={finding.check} />
      <span>
        {finding.found}
        {later ? ` – ${said.reconnectLater}` : finding.remedy && ` – ${finding.remedy}`}
      </span>
    </p>
  );
}
