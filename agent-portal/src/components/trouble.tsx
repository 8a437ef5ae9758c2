import { Button } from '@mantine/core';
import { Refused } from '@/lib/http';
import { useWords } from '@/lib/language';
import { Light } from './light';
import styles from './panel.module.css';

const en = {
  answered: (status: number, message: string) => `Wabridge answered ${status}: ${message}`,
  unavailable: 'Wabridge is unavailable at this address. Retrying automatically.',
  again: 'Try again',
};

const words = {
  en,
  es: {
    answered: (status: number, message: string) => `Wabridge respondió ${status}: ${message}`,
    unavailable: 'Wabridge no responde en esta dirección. Se reintenta solo.',
    again: 'Reintentar',
  },
  pt: {
    answered: (status: number, message: string) => `O Wabridge respondeu ${status}: ${message}`,
    unavailable: 'O Wabridge não responde neste endereço. Tentando de novo sozinho.',
    again: 'Tentar de novo',
  },
} satisfies Record<string, typeof en>;

/** Shows why a request failed, and offers a retry. */
export function Trouble({ what, error, again }: { what: string; error: Error; again: () => void }) {
  const said = useWords(words);
  const why = error instanceof Refused ? said.answered(error.status, error.message) : said.unavailable;
  return (
    <div className={styles.panel} data-level="bad" role="alert">
      <p className={styles.title}>
        <Light level="bad" size={22} /> {what}
      </p>
      <p>{why}</p>
      <Button variant="default" onClick={again}>
        {said.again}
      </Button>
    </div>
  );
}
