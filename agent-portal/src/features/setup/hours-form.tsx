import { Button, Checkbox, TextInput } from '@mantine/core';
import { useId } from 'react';
import { list, object, text, type Json } from '@/lib/json';
import { useLanguage, useWords } from '@/lib/language';
import styles from './setup.module.css';
import { words } from './words';

const week = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

interface Span {
  days: string[];
  from: string;
  to: string;
}

function read(hours: unknown): { zone: string; spans: Span[] } {
  const it = object(hours);
  return { zone: text(it, 'zone') ?? '', spans: list(it.spans, (one: Json) => ({ days: Array.isArray(one.days) ? one.days.map(String) : [], from: text(one, 'from') ?? '', to: text(one, 'to') ?? '' })) };
}

/** The hours of a route: spans of a week in a time zone. */
export function HoursForm({ hours, field, problems, onChange }: { hours: unknown; field: string; problems: Record<string, string>; onChange: (hours: unknown) => void }) {
  const said = useWords(words);
  const language = useLanguage();
  const id = useId();
  const { zone, spans } = read(hours);
  // 2024 began on a Monday
  const dayName = (index: number) => new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + index)));
  const set = (next: Span[], where = zone) => onChange(next.length === 0 ? undefined : { zone: where, spans: next });
  const change = (place: number, span: Partial<Span>) => set(spans.map((one, index) => (index === place ? { ...one, ...span } : one)));
  return (
    <div className={styles.form}>
      {spans.length > 0 && (
        <>
          <TextInput label={said.zone} value={zone} onChange={(event) => set(spans, event.currentTarget.value)} error={problems[`${field}.zone`]} size="md" list={id} autoComplete="off" />
          <datalist id={id}>
            {Intl.supportedValuesOf('timeZone').map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </>
      )}
      {spans.map((span, place) => (
        <div key={place} className={styles.span}>
          <Checkbox.Group label={said.days} value={span.days} onChange={(days) => change(place, { days })} error={problems[`${field}.spans[${place}].days`]}>
            <div className={styles.days}>
              {week.map((day, index) => (
                <Checkbox key={day} value={day} label={dayName(index)} />
              ))}
            </div>
          </Checkbox.Group>
          <div className={styles.two}>
            <TextInput type="time" label={said.from} value={span.from} onChange={(event) => change(place, { from: event.currentTarget.value })} error={problems[`${field}.spans[${place}].from`]} size="md" />
            <TextInput type="time" label={said.to} value={span.to} onChange={(event) => change(place, { to: event.currentTarget.value })} error={problems[`${field}.spans[${place}].to`]} size="md" />
          </div>
          <div>
            <Button variant="default" onClick={() => set(spans.filter((_, index) => index !== place))} aria-label={`${said.removeRoute}: ${said.hours} ${place + 1}`}>
              {said.removeRoute}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          onClick={() => set([...spans, { days: week.slice(0, 5), from: '09:00', to: '18:00' }], zone || Intl.DateTimeFormat().resolvedOptions().timeZone)}
        >
          {said.addHours}
        </Button>
      </div>
    </div>
  );
}
