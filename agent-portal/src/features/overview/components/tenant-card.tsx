import type { ReactNode } from 'react';
import { BridgeIcon, DeskIcon, InIcon, OutIcon, PhoneIcon } from '@/components/icons';
import { Light } from '@/components/light';
import { Moment } from '@/components/moment';
import type { Tenant } from '@/lib/api/get-overview';
import { levelOf, stateWord } from '@/lib/health';
import { addresses } from '@/lib/place';
import { plainly } from '@/lib/words';
import { useCodes } from '@/lib/codes';
import { useLanguage, useWords } from '@/lib/language';
import { may, usePerson, useTenant } from '@/lib/session-state';
import { words } from '../words';
import styles from '../overview.module.css';

/** One tenant: channels on the left, its messages in the middle, desks on the right. */
export function TenantCard({ tenant, known }: { tenant: Tenant; known: boolean }) {
  const said = useWords(words);
  const language = useLanguage();
  return (
    <section className={styles.tenant} aria-label={tenant.name}>
      <div className={styles.name}>
        <h2>{tenant.name}</h2>
        {levelOf(tenant.status) !== 'ok' && <State status={tenant.status} known={known} />}
      </div>
      <div className={styles.route}>
        <Stop title={said.channels} picture={<PhoneIcon />}>
          {tenant.channels.length === 0 && <p className={styles.none}>{said.noChannelYet}</p>}
          {tenant.channels.map((channel) => (
            <Part key={channel.id} href={addresses.endpoint('channels', channel.id, '', tenant.id)} cause={channel.cause} name={channel.name} note={channel.externalId} status={channel.status} known={known} />
          ))}
        </Stop>
        <Stop title={said.messages} picture={<BridgeIcon />}>
          <dl className={styles.facts}>
            <Fact name={said.lastIn} picture={<InIcon size={16} />}>
              <Moment at={tenant.lastInboundAt} none={said.noneYet} />
            </Fact>
            <Fact name={said.lastOut} picture={<OutIcon size={16} />}>
              <Moment at={tenant.lastOutboundAt} none={said.noneYet} />
            </Fact>
            <Fact name={said.waiting}>{tenant.waiting.toLocaleString(language === 'en' ? 'en-GB' : language)}</Fact>
            <Fact name={said.parked}>
              {tenant.parked > 0 ? (
                <a className={styles.parked} href={addresses.parked} aria-label={said.showParked(tenant.parked)}>
                  {tenant.parked.toLocaleString(language === 'en' ? 'en-GB' : language)}
                </a>
              ) : (
                '0'
              )}
            </Fact>
          </dl>
        </Stop>
        <Stop title={said.desks} picture={<DeskIcon />}>
          {tenant.desks.length === 0 && <p className={styles.none}>{said.noDeskYet}</p>}
          {tenant.desks.map((desk) => (
            <Part key={desk.id} href={addresses.endpoint('desks', desk.id, '', tenant.id)} cause={desk.cause} name={desk.name} kind={desk.kind} note={desk.externalId} status={desk.status} known={known} />
          ))}
        </Stop>
      </div>
    </section>
  );
}

function Stop({ title, picture, children }: { title: string; picture: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.stop}>
      <h3>
        {picture} {title}
      </h3>
      {children}
    </div>
  );
}

interface PartShown {
  href: string;
  name: string;
  cause: string | undefined;
  kind?: string | undefined;
  note?: string | undefined;
  status: string | undefined;
  known: boolean;
}

function Part({ href, name, cause, kind, note, status, known }: PartShown) {
  const opens = may(usePerson(), useTenant(), 'messages');
  return (
    <div className={styles.part}>
      <div>
        {opens ? (
          <a className={styles.partName} href={href}>
            {name}
          </a>
        ) : (
          <span className={styles.partName}>{name}</span>
        )}
        <State status={status} known={known} />
      </div>
      {(kind || note) && (
        <p className={styles.note}>
          {kind && <span>{plainly(kind)}</span>}
          {note && <code>{note}</code>}
        </p>
      )}
      {cause && <p className={styles.cause}>{cause}</p>}
    </div>
  );
}

function State({ status, known }: { status: string | undefined; known: boolean }) {
  const codes = useCodes();
  return known ? <Light level={levelOf(status)} word={lower(codes(stateWord(status)))} /> : <Light level="unknown" word={lower(codes('unknown'))} />;
}

function lower(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

function Fact({ name, picture, children }: { name: string; picture?: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>
        {picture} {name}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
