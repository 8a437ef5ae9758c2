import { Button, Checkbox, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Copied } from '@/components/copied';
import { Dialog } from '@/components/dialog';
import dialog from '@/components/dialog.module.css';
import { Page } from '@/components/page';
import rows from '@/components/rows.module.css';
import { Since } from '@/components/since';
import { Trouble } from '@/components/trouble';
import { day, useLanguage, useWords } from '@/lib/language';
import { useProblemWords } from '@/lib/problem';
import { type Role, usePerson, useTenant } from '@/lib/session-state';
import { type Member, useInvitations, useMembers, usePeopleActions } from './people-api';
import { words } from './words';

type Open = { kind: 'invite' } | { kind: 'operator' } | { kind: 'change'; member: Member } | undefined;

/** The people of the tenant, or, for an operator who chose none, all. */
export function PeopleScreen() {
  const said = useWords(words);
  const me = usePerson();
  const tenant = useTenant();
  const { data, error, refetch } = useMembers();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);

  return (
    <Page title={said.title} lead={tenant === undefined ? said.platformLead : said.lead}>
      <p>
        {tenant === undefined ? (
          <Button onClick={() => setOpen({ kind: 'operator' })}>{said.operators}</Button>
        ) : (
          <Button onClick={() => setOpen({ kind: 'invite' })}>{said.invite}</Button>
        )}
      </p>
      {error && <Trouble what={said.title} error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton height={200} radius={14} />}
      {data && (
        <ul className={rows.rows}>
          {data.length === 0 && <li className={rows.empty}>{said.none}</li>}
          {data.map((member) => (
            <li key={member.id} className={rows.row}>
              <div className={rows.who}>
                <span>
                  <strong>{member.name}</strong>
                  <span className={rows.tags}>
                    {member.id === me.id && <span className={rows.tag}>{said.you}</span>}
                    {member.operator && <span className={rows.tag}>{said.operator}</span>}
                    {member.secondFactor && (
                      <span className={rows.tag} data-level="ok">
                        {said.secondFactor}
                      </span>
                    )}
                    {!member.active && (
                      <span className={rows.tag} data-level="bad">
                        {said.locked}
                      </span>
                    )}
                  </span>
                </span>
                <span className={rows.quiet}>{member.email}</span>
                <span className={rows.quiet}>
                  {[member.role && said.roles[member.role], said.sessions(member.sessions)].filter(Boolean).join(' · ')} ·{' '}
                  {member.lastSeenAt ? <>{said.seen} </> : null}
                  <Since at={member.lastSeenAt} none={said.never} />
                </span>
              </div>
              <div className={rows.actions}>
                <Button variant="default" onClick={() => setOpen({ kind: 'change', member })} aria-label={`${said.change}: ${member.name}`}>
                  {said.change}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {tenant !== undefined && <OpenInvitations />}
      {open?.kind === 'invite' && <Invite onClose={close} />}
      {open?.kind === 'operator' && <InviteOperator onClose={close} />}
      {open?.kind === 'change' && <Change member={open.member} onClose={close} />}
    </Page>
  );
}

function OpenInvitations() {
  const said = useWords(words);
  const language = useLanguage();
  const { data } = useInvitations();
  const { withdraw } = usePeopleActions();
  if (!data || data.length === 0) return null;
  return (
    <>
      <h2 className={rows.section}>{said.invitations}</h2>
      <ul className={rows.rows}>
        {data.map((one) => (
          <li key={one.id} className={rows.row}>
            <div className={rows.who}>
              <strong>{one.email}</strong>
              <span className={rows.quiet}>
                {said.roles[one.role]}
                {one.expiresAt && ` · ${said.until(day(one.expiresAt, language))}`}
              </span>
            </div>
            <div className={rows.actions}>
              <Button variant="default" onClick={() => void withdraw(one.id)} aria-label={`${said.withdraw}: ${one.email}`}>
                {said.withdraw}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Runs what a dialog does, and keeps its failure. */
function useWork() {
  const toWords = useProblemWords();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = async (work: () => Promise<unknown>) => {
    setWorking(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(toWords(error));
    } finally {
      setWorking(false);
    }
  };
  return { working, problem, run };
}

function RoleChoice({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const said = useWords(words);
  return (
    <NativeSelect
      label={said.role}
      description={said.roleNotes[role]}
      value={role}
      onChange={(event) => onChange(event.currentTarget.value as Role)}
      data={(['agent', 'coordinator', 'admin'] as const).map((value) => ({ value, label: said.roles[value] }))}
      size="md"
    />
  );
}

function ShownLink({ title, note, link, onClose }: { title: string; note: string; link: string; onClose: () => void }) {
  const said = useWords(words);
  return (
    <Dialog title={title} onClose={onClose} onSubmit={onClose} buttons={<Button type="submit">{said.close}</Button>}>
      <p>{note}</p>
      <Copied value={link} label={said.link} />
    </Dialog>
  );
}

function Buttons({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const said = useWords(words);
  return (
    <>
      <Button variant="default" onClick={onClose}>
        {said.cancel}
      </Button>
      {children}
    </>
  );
}

function Invite({ onClose }: { onClose: () => void }) {
  const said = useWords(words);
  const { invite } = usePeopleActions();
  const { working, problem, run } = useWork();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [missing, setMissing] = useState(false);
  const [link, setLink] = useState<string>();
  if (link) return <ShownLink title={said.invite} note={said.inviteLink} link={link} onClose={onClose} />;
  const send = () => {
    const wrong = !/^\S+@\S+$/.test(email.trim());
    setMissing(wrong);
    if (!wrong) void run(async () => setLink(await invite(email.trim(), role)));
  };
  return (
    <Dialog
      title={said.invite}
      problem={problem}
      onClose={onClose}
      onSubmit={send}
      buttons={
        <Buttons onClose={onClose}>
          <Button type="submit" loading={working}>
            {said.makeLink}
          </Button>
        </Buttons>
      }
    >
      <TextInput type="email" label={said.email} value={email} onChange={(event) => setEmail(event.currentTarget.value)} error={missing && said.needEmail} autoComplete="off" size="md" />
      <RoleChoice role={role} onChange={setRole} />
    </Dialog>
  );
}

function InviteOperator({ onClose }: { onClose: () => void }) {
  const said = useWords(words);
  const { operator } = usePeopleActions();
  const { working, problem, run } = useWork();
  const [link, setLink] = useState<string>();
  if (link) return <ShownLink title={said.operators} note={said.operatorLink} link={link} onClose={onClose} />;
  return (
    <Dialog
      title={said.operators}
      problem={problem}
      onClose={onClose}
      onSubmit={() => void run(async () => setLink(await operator()))}
      buttons={
        <Buttons onClose={onClose}>
          <Button type="submit" loading={working}>
            {said.makeLink}
          </Button>
        </Buttons>
      }
    />
  );
}

function Change({ member, onClose }: { member: Member; onClose: () => void }) {
  const said = useWords(words);
  const tenant = useTenant();
  const actions = usePeopleActions();
  const { working, problem, run } = useWork();
  const [role, setRole] = useState<Role>(member.role ?? 'agent');
  const [withoutFactor, setWithoutFactor] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [link, setLink] = useState<string>();
  if (link) return <ShownLink title={member.name} note={said.resetLink} link={link} onClose={onClose} />;
  const then = (work: () => Promise<unknown>) =>
    void run(async () => {
      await work();
      onClose();
    });
  if (removing) {
    return (
      <Dialog
        title={said.removeTitle(member.name)}
        problem={problem}
        onClose={onClose}
        onSubmit={() => then(() => actions.remove(member.id))}
        buttons={
          <Buttons onClose={onClose}>
            <Button type="submit" color="red.9" loading={working}>
              {said.remove}
            </Button>
          </Buttons>
        }
      >
        <p>{said.removeNote}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={member.name}
      problem={problem}
      onClose={onClose}
      onSubmit={() => then(() => (tenant === undefined ? Promise.resolve() : actions.setRole(member.id, role)))}
      buttons={
        tenant === undefined ? (
          <Button type="submit">{said.close}</Button>
        ) : (
          <Buttons onClose={onClose}>
            <Button type="submit" loading={working} disabled={role === member.role}>
              {said.save}
            </Button>
          </Buttons>
        )
      }
    >
      {tenant !== undefined && <RoleChoice role={role} onChange={setRole} />}
      <div className={dialog.more}>
        <Button variant="default" onClick={() => then(() => actions.endSessions(member.id))} disabled={member.sessions === 0}>
          {said.endSessions} ({member.sessions})
        </Button>
        {member.secondFactor && <Checkbox label={said.withoutFactor} checked={withoutFactor} onChange={(event) => setWithoutFactor(event.currentTarget.checked)} />}
        <Button variant="default" onClick={() => void run(async () => setLink(await actions.reset(member.id, withoutFactor)))}>
          {said.reset}
        </Button>
        {tenant === undefined ? (
          <Button variant="default" onClick={() => then(() => actions.setActive(member.id, !member.active))}>
            {member.active ? said.lock : said.unlock}
          </Button>
        ) : (
          <Button variant="default" className={dialog.danger} onClick={() => setRemoving(true)}>
            {said.remove}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
