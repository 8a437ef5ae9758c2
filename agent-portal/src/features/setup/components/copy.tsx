import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '@/lib/language';
import styles from '../setup.module.css';
import { words } from '../words';

/** A value that a person carries to another page. */
export function Copy({ label, value }: { label: string; value: string }) {
  const said = useWords(words);
  const [done, setDone] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(value).then(() => setDone(true));
  };
  return (
    <div className={styles.copy}>
      <TextInput label={label} value={value} readOnly onFocus={(event) => event.currentTarget.select()} size="md" spellCheck={false} />
      <Button variant="default" size="md" onClick={copy} aria-label={`${done ? said.copied : said.copy}: ${label}`}>
        {done ? said.copied : said.copy}
      </Button>
    </div>
  );
}
