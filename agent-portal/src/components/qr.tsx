import { encode } from 'uqr';
import styles from './qr.module.css';

/** A QR code, drawn as one path. */
export function Qr({ value, label }: { value: string; label: string }) {
  const { data, size } = encode(value, { border: 0 });
  const path = data.flatMap((line, y) => line.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg className={styles.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="currentColor" />
    </svg>
  );
}
