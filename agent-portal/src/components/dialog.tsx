import { type ReactNode, type SubmitEvent, useEffect, useId, useRef } from 'react';
import styles from './dialog.module.css';

interface Shown {
  title: string;
  problem?: string | undefined;
  /** Escape, or a click on its own button. */
  onClose: () => void;
  onSubmit?: () => void;
  buttons: ReactNode;
  children?: ReactNode;
}

/** A dialog of the browser itself: it keeps the focus inside and returns it afterwards. */
export function Dialog({ title, problem, onClose, onSubmit, buttons, children }: Shown) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <form className={styles.content} onSubmit={submit} noValidate>
        <h2 id={heading} className={styles.title}>
          {title}
        </h2>
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {children}
        <div className={styles.buttons}>{buttons}</div>
      </form>
    </dialog>
  );
}
