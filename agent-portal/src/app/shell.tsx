import { ActionIcon, Button, NativeSelect, TextInput, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { MoonIcon, PersonIcon, SearchIcon, SunIcon } from '@/components/icons';
import { useOverview } from '@/lib/api/get-overview';
import { useTenants } from '@/lib/api/get-tenants';
import { useWords } from '@/lib/language';
import { addresses, go, type Place } from '@/lib/place';
import { signOut } from '@/lib/session';
import { chooseTenant, may, usePerson, useTenant } from '@/lib/session-state';
import { ConfirmDialog } from './confirm-dialog';
import styles from './shell.module.css';
import { words as shellWords } from './words';

/** The frame around every view: navigation, tenant, search, light or dark, account, sign out. */
export function Shell({ place, children }: { place: Place; children: ReactNode }) {
  const said = useWords(shellWords);
  const person = usePerson();
  const tenant = useTenant();
  const messages = may(person, tenant, 'messages');
  const people = may(person, tenant, 'people');
  return (
    <>
      <header className={styles.header}>
        <div className={styles.bar}>
          <a className={styles.brand} href={addresses.overview}>
            <img src="/favicon.svg" alt="" width="28" height="28" /> Wabridge
          </a>
          <TenantChoice />
          {messages && <FindMessage key={place.at === 'search' ? place.words : ''} words={place.at === 'search' ? place.words : ''} />}
          <div className={styles.actions}>
            <SchemeSwitch />
            <ActionIcon component="a" href={addresses.account} variant="default" size={36} aria-label={`${said.account}: ${person.name}`} title={person.email}>
              <PersonIcon />
            </ActionIcon>
            <Button variant="default" onClick={() => void signOut()}>
              {said.signOut}
            </Button>
          </div>
        </div>
        <nav className={styles.nav} aria-label={said.views}>
          <View at="overview" place={place} href={addresses.overview}>
            {said.working}
          </View>
          {messages && (
            <View at="parked" place={place} href={addresses.parked}>
              {said.parked} <ParkedNumber />
            </View>
          )}
          {messages && (
            <>
              <View at="channels" place={place} href={addresses.endpoints('channels')}>
                {said.channels}
              </View>
              <View at="desks" place={place} href={addresses.endpoints('desks')}>
                {said.desks}
              </View>
            </>
          )}
          {people && (
            <>
              <View at="people" place={place} href={addresses.people}>
                {said.people}
              </View>
              <View at="keys" place={place} href={addresses.keys}>
                {said.keys}
              </View>
              <View at="audit" place={place} href={addresses.audit}>
                {said.audit}
              </View>
            </>
          )}
        </nav>
      </header>
      <main className={styles.main}>{children}</main>
      <ConfirmDialog />
    </>
  );
}

function View({ at, place, href, children }: { at: Place['at']; place: Place; href: string; children: ReactNode }) {
  return (
    <a href={href} aria-current={place.at === at || (at === 'channels' && place.at === 'connect') ? 'page' : undefined}>
      {children}
    </a>
  );
}

function ParkedNumber() {
  const parked = (useOverview().data?.tenants ?? []).reduce((sum, tenant) => sum + tenant.parked, 0);
  return parked > 0 ? <span className={styles.badge}>{parked}</span> : null;
}

/** Only for whom there is a choice. */
function TenantChoice() {
  const said = useWords(shellWords);
  const person = usePerson();
  const tenant = useTenant();
  const tenants = useTenants();
  if (!person.operator && tenants.length < 2) {
    return tenants[0] ? <span className={styles.tenant}>{tenants[0].name}</span> : null;
  }
  return (
    <NativeSelect
      className={styles.choice}
      aria-label={said.tenant}
      value={tenant ?? ''}
      onChange={(event) => {
        // an address names what belongs to the tenant before
        if (window.location.hash.includes('tenant=')) go(addresses.overview);
        chooseTenant(event.currentTarget.value || undefined);
      }}
      data={[...(person.operator ? [{ value: '', label: said.all }] : []), ...tenants.map((one) => ({ value: one.id, label: one.name }))]}
    />
  );
}

function FindMessage({ words: before }: { words: string }) {
  const said = useWords(shellWords);
  const [words, setWords] = useState(before);
  const find = (event: SubmitEvent) => {
    event.preventDefault();
    if (words.trim()) go(addresses.search(words.trim()));
  };
  return (
    <form role="search" className={styles.search} onSubmit={find}>
      <TextInput
        type="search"
        aria-label={said.find}
        placeholder={said.find}
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
  const said = useWords(shellWords);
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <ActionIcon variant="default" size={36} aria-label={dark ? said.light : said.dark} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      {dark ? <SunIcon /> : <MoonIcon />}
    </ActionIcon>
  );
}
