import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '@/lib/language';
import styles from './copied.module.css';

const en = { copy: 'Copy', copied: 'Copied', once: 'It is shown only now.' };
const words = {
  en,
  es: { copy: 'Copiar', copied: 'Copiado', once: 'Solo se muestra ahora.' },
  pt: { copy: 'Copiar', copied: 'Copiado', once: 'Só é mostrado agora.' },
} satisfies Record<string, typeof en>;

/** A secret that is shown once, with a button that copies it. */
export function Copied({ value, label }: { value: string; label: string }) {
  const said = useWords(words);
  const [done, setDone] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(value).then(() => setDone(true));
  };
  return (
    <div className={styles.copied}>
      <code className={styles.value} aria-label={label}>
        {value}
      </code>
      <Button variant="default" onClick={copy}>
        {done ? said.copied : said.copy}
      </Button>
      <p className={styles.note}>{said.once}</p>
    </div>
  );
}
