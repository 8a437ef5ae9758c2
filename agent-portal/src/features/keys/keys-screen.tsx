import { Button, Checkbox, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Copied } from '@/components/copied';
import { Dialog } from '@/components/dialog';
import { Page } from '@/components/page';
import panel from '@/components/panel.module.css';
import rows from '@/components/rows.module.css';
import { Since } from '@/components/since';
import { Trouble } from '@/components/trouble';
import { useNow } from '@/lib/clock';
import { day, useLanguage, useWords } from '@/lib/language';
import { useProblemWords } from '@/lib/problem';
import { useTenant } from '@/lib/session-state';
import { type ApiKey, useKeyActions, useKeys } from './keys-api';
import { type ScopeName, words } from './words';

type Open = { kind: 'make' } | { kind: 'rotate' | 'revoke'; key: ApiKey } | undefined;

/** The API keys of the tenant's programs. */
export function KeysScreen() {
  const said = useWords(words);
  const tenant = useTenant();
  const { data, error, refetch } = useKeys();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  if (tenant === undefined) {
    return (
      <Page title={said.title}>
        <div className={panel.panel}>
          <p>{said.choose}</p>
        </div>
      </Page>
    );
  }
  return (
    <Page title={said.title} lead={said.lead}>
      <p>
        <Button onClick={() => setOpen({ kind: 'make' })}>{said.make}</Button>
      </p>
      {error && <Trouble what={said.title} error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton height={160} radius={14} />}
      {data && (
        <ul className={rows.rows}>
          {data.length === 0 && <li className={rows.empty}>{said.none}</li>}
          {data.map((key) => (
            <Row key={key.id} shown={key} onOpen={setOpen} />
          ))}
        </ul>
      )}
      {open?.kind === 'make' && <Make onClose={close} />}
      {open?.kind === 'rotate' && <Rotate shown={open.key} onClose={close} />}
      {open?.kind === 'revoke' && <Revoke shown={open.key} onClose={close} />}
    </Page>
  );
}

function Row({ shown, onOpen }: { shown: ApiKey; onOpen: (open: Open) => void }) {
  const said = useWords(words);
  const language = useLanguage();
  const now = useNow();
  const expired = shown.expiresAt !== undefined && shown.expiresAt.getTime() < now;
  const rotating = shown.previousUntil !== undefined && shown.previousUntil.getTime() > now;
  return (
    <li className={rows.row}>
      <div className={rows.who}>
        <span>
          <strong>{shown.name}</strong>
          <span className={rows.tags}>
            {shown.revokedAt && (
              <span className={rows.tag} data-level="bad">
                {said.revoked}
              </span>
            )}
            {!shown.revokedAt && expired && (
              <span className={rows.tag} data-level="warn">
                {said.expired}
              </span>
            )}
            {!shown.revokedAt && rotating && (
              <span className={rows.tag} data-level="warn">
                {said.rotating}
              </span>
            )}
          </span>
        </span>
        <span className={rows.quiet}>
          <code>{shown.begins}…</code> · {shown.scopes.map((one) => said.scope[one as ScopeName] ?? one).join(', ')}
        </span>
        <span className={rows.quiet}>
          {shown.lastUsedAt ? <>{said.used} </> : null}
          <Since at={shown.lastUsedAt} none={said.never} />
          {shown.expiresAt && ` · ${said.until(day(shown.expiresAt, language))}`}
        </span>
      </div>
      {!shown.revokedAt && (
        <div className={rows.actions}>
          <Button variant="default" onClick={() => onOpen({ kind: 'rotate', key: shown })} aria-label={`${said.rotate}: ${shown.name}`}>
            {said.rotate}
          </Button>
          <Button variant="default" onClick={() => onOpen({ kind: 'revoke', key: shown })} aria-label={`${said.revoke}: ${shown.name}`}>
            {said.revoke}
          </Button>
        </div>
      )}
    </li>
  );
}

/** A dialog that ends with a key, shown once. */
function KeyDialog({ title, submit, work, ready = () => true, onClose, children }: { title: string; submit: string; work: () => Promise<string>; ready?: () => boolean; onClose: () => void; children: ReactNode }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const [key, setKey] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [working, setWorking] = useState(false);
  const send = async () => {
    if (!ready()) return;
    setWorking(true);
    setProblem(undefined);
    try {
      setKey(await work());
    } catch (error) {
      setProblem(toWords(error));
    } finally {
      setWorking(false);
    }
  };
  if (key) {
    return (
      <Dialog key="shown" title={title} onClose={onClose} onSubmit={onClose} buttons={<Button type="submit">{said.close}</Button>}>
        <p>{said.shown}</p>
        <Copied value={key} label={said.key} />
      </Dialog>
    );
  }
  return (
    <Dialog
      key="asked"
      title={title}
      problem={problem}
      onClose={onClose}
      onSubmit={() => void send()}
      buttons={
        <>
          <Button variant="default" onClick={onClose}>
            {said.cancel}
          </Button>
          <Button type="submit" loading={working}>
            {submit}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}

function Make({ onClose }: { onClose: () => void }) {
  const said = useWords(words);
  const { create } = useKeyActions();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState(365);
  const [tried, setTried] = useState(false);
  const ready = () => {
    setTried(true);
    return name.trim() !== '' && scopes.length > 0;
  };
  return (
    <KeyDialog title={said.make} submit={said.create} work={() => create(name.trim(), scopes, days)} ready={ready} onClose={onClose}>
      <TextInput label={said.name} description={said.nameNote} value={name} onChange={(event) => setName(event.currentTarget.value)} error={tried && !name.trim() && said.needName} autoComplete="off" size="md" />
      <Checkbox.Group label={said.scopes} value={scopes} onChange={setScopes} error={tried && scopes.length === 0 && said.needScopes} size="md">
        {(Object.keys(said.scope) as ScopeName[]).map((one) => (
          <Checkbox key={one} value={one} label={said.scope[one]} mt="xs" />
        ))}
      </Checkbox.Group>
      <NativeSelect label={said.days} value={days} onChange={(event) => setDays(Number(event.currentTarget.value))} data={[30, 90, 365].map((number) => ({ value: String(number), label: said.dayCount(number) }))} size="md" />
    </KeyDialog>
  );
}

function Rotate({ shown, onClose }: { shown: ApiKey; onClose: () => void }) {
  const said = useWords(words);
  const { rotate } = useKeyActions();
  const [overlap, setOverlap] = useState(24);
  return (
    <KeyDialog title={`${said.rotate}: ${shown.name}`} submit={said.rotate} work={() => rotate(shown.id, overlap)} onClose={onClose}>
      <p>{said.rotateNote}</p>
      <NativeSelect label={said.overlap} value={overlap} onChange={(event) => setOverlap(Number(event.currentTarget.value))} data={[0, 1, 24, 168].map((number) => ({ value: String(number), label: said.hours(number) }))} size="md" />
    </KeyDialog>
  );
}

function Revoke({ shown, onClose }: { shown: ApiKey; onClose: () => void }) {
  const said = useWords(words);
  const toWords = useProblemWords();
  const { revoke } = useKeyActions();
  const [problem, setProblem] = useState<string>();
  const send = () => void revoke(shown.id).then(onClose, (error: unknown) => setProblem(toWords(error)));
  return (
    <Dialog
      title={said.revokeTitle(shown.name)}
      problem={problem}
      onClose={onClose}
      onSubmit={send}
      buttons={
        <>
          <Button variant="default" onClick={onClose}>
            {said.cancel}
          </Button>
          <Button type="submit" color="red.9">
            {said.revoke}
          </Button>
        </>
      }
    >
      <p>{said.revokeNote}</p>
    </Dialog>
  );
}
