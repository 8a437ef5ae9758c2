import { Button } from '@mantine/core';
import { Refused } from '@/lib/http';
import { Light } from './light';
import styles from './panel.module.css';

/** Says in words why something could not be shown, and offers to try again. */
export function Trouble({ what, error, again }: { what: string; error: Error; again: () => void }) {
  const why =
    error instanceof Refused
      ? `Wabridge answered ${error.status}: ${error.message}`
      : 'Wabridge does not answer at this address. The page keeps trying.';
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
