/** Formats of times, numbers and states. */
const EXACTLY = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
} as const;
const daytime = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

export function exact(at: Date, language = 'en-GB'): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, EXACTLY).format(at);
}

export function clockTime(at: Date): string {
  return daytime.format(at);
}

export function ago(at: Date, now: number): string {
  const seconds = Math.round((now - at.getTime()) / 1000);
  if (seconds < 3) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? '1 day ago' : `${days} days ago`;
}

export function lasted(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}

export function many(number: number, one: string, more: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : more}`;
}

/** 'REFUSED_BY_DESK' and 'refused-by-desk' both become 'Refused by desk'. */
export function plainly(code: string): string {
  const words = /\s/.test(code) ? code : code.replace(/[_-]+/g, ' ').replace(/^[A-Z0-9 ]+$/, (all) => all.toLowerCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
