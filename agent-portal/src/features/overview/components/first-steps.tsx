import { Button } from '@mantine/core';
import panel from '@/components/panel.module.css';
import { useWords } from '@/lib/language';
import { addresses } from '@/lib/place';
import { may, usePerson, useTenant } from '@/lib/session-state';
import { words } from '../words';

/** Shown while nothing is connected: the way to the first number. */
export function FirstSteps() {
  const said = useWords(words);
  const person = usePerson();
  const tenant = useTenant();
  return (
    <section className={panel.panel} aria-label={said.first}>
      <h2 className={panel.title}>{said.first}</h2>
      <p>{said.firstNote}</p>
      {may(person, tenant, 'configuration') ? (
        <Button component="a" href={addresses.connect()} size="md">
          {said.first}
        </Button>
      ) : (
        <p>{said.firstAdmin}</p>
      )}
    </section>
  );
}
