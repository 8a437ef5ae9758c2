/** Reads answers of the API field by field: fields may be missing, and fields of a wrong type count as missing. */
export type Json = Record<string, unknown>;

export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function text(from: Json, key: string): string | undefined {
  const value = from[key];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function count(from: Json, key: string): number {
  const value = from[key];
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;
}

export function instant(from: Json, key: string): Date | undefined {
  const value = text(from, key);
  const date = value === undefined ? undefined : new Date(value);
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

export function list<T>(value: unknown, read: (item: Json) => T): T[] {
  return Array.isArray(value) ? value.map((item) => read(object(item))) : [];
}
