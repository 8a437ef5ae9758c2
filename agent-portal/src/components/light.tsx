import { type Level } from '@/lib/health';
import { BadIcon, CheckIcon, OffIcon, UnknownIcon, WarnIcon } from './icons';
import styles from './light.module.css';

const shapes = { ok: CheckIcon, warn: WarnIcon, bad: BadIcon, off: OffIcon, unknown: UnknownIcon };

/** A state as colour, shape and word at once, so that the colour is not needed to understand it. */
export function Light({ level, word, size = 16 }: { level: Level; word?: string; size?: number }) {
  const Shape = shapes[level];
  return (
    <span className={styles.light} data-level={level}>
      <Shape size={size} />
      {word && <span>{word}</span>}
    </span>
  );
}
