import { type ReactNode, useEffect } from 'react';
import styles from './page.module.css';

/** The head of every view but the overview: a title, a subtitle, and the tab's title. */
export function Page({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Wabridge`;
  }, [title]);
  return (
    <>
      <h1 className={styles.title}>{title}</h1>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </>
  );
}
