import { ActionIcon, Button, TextInput, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { MoonIcon, SearchIcon, SunIcon } from '@/components/icons';
import { useOverview } from '@/lib/api/get-overview';
import { addresses, go, type Place } from '@/lib/place';
import { forgetToken } from '@/lib/token';
import styles from './shell.module.css';

/** The frame around every view: navigation, search, light or dark, sign out. */
export function Shell({ place, children }: { place: Place; children: ReactNode }) {
  const parked = (useOverview().data?.tenants ?? []).reduce((sum, tenant) => sum + tenant.parked, 0);
  return (
    <>
      <header className={styles.header}>
        <div className={styles.bar}>
          <a className={styles.brand} href={addresses.overview}>
            <img src="/favicon.svg" alt="" width="28" height="28" /> Wabridge
          </a>
          <nav className={styles.nav} aria-label="Views">
            <a href={addresses.overview} aria-current={place.at === 'overview' ? 'page' : undefined}>
              Is it working?
            </a>
            <a href={addresses.parked} aria-current={place.at === 'parked' ? 'page' : undefined}>
              Parked{' '}
              {parked > 0 && <span className={styles.badge}>{parked}</span>}
            </a>
          </nav>
          <FindMessage key={place.at === 'search' ? place.words : ''} words={place.at === 'search' ? place.words : ''} />
          <div className={styles.actions}>
            <SchemeSwitch />
            <Button variant="default" onClick={() => forgetToken('signed-out')}>
              Sign out
            </Button>
          </div>
        </div>
      </header>
      <main className={styles.main}>{children}</main>
    </>
  );
}

function FindMessage({ words: before }: { words: string }) {
  const [words, setWords] = useState(before);
  const find = (event: SubmitEvent) => {
    event.preventDefault();
    if (words.trim()) go(addresses.search(words.trim()));
  };
  return (
    <form role="search" className={styles.search} onSubmit={find}>
      <TextInput
        type="search"
        aria-label="Find a message by any id"
        placeholder="Find a message by any id"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        leftSection={<SearchIcon size={18} />}
        spellCheck={false}
        autoComplete="off"
      />
    </form>
  );
}

function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <ActionIcon variant="default" size={36} aria-label={dark ? 'Light colours' : 'Dark colours'} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      {dark ? <SunIcon /> : <MoonIcon />}
    </ActionIcon>
  );
}
