import { Button } from '@mantine/core';
import { Refused } from '@/lib/http';
import { Light } from './light';
import styles from './panel.module.css';

/** Shows why a request failed, and offers a retry. */
export function Trouble({ what, error, again }: { what: string; error: Error; again: () => void }) {
  const why =
    error instanceof Refused
      ? `Wabridge answered ${error.status}: ${error.message}`
      : 'Wabridge is unavailable at this address. Retrying automatically.';
  return (
    <div className={styles.panel} data-level="bad" role="alert">
      <p className={styles.title}>
        <Light level="bad" size={22} /> {what}
      </p>
      <p>{why}</p>
      <Button variant="default" onClick={again}>
        Try again
      </Button>
    </div>
  );
}
