import { type ReactNode, useEffect } from 'react';
import styles from './sign-in.module.css';

/** The frame of every page before the sign-in. */
export function Card({ title, lead, problem, children }: { title: string; lead?: string | undefined; problem?: string | undefined; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Wabridge`;
  }, [title]);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.brand}>
          <img src="/favicon.svg" alt="" width="28" height="28" /> Wabridge
        </p>
        <h1 className={styles.title}>{title}</h1>
        {lead && <p>{lead}</p>}
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {children}
      </div>
    </main>
  );
}
