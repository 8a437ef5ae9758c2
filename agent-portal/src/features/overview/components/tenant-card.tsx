import type { ReactNode } from 'react';
import { BridgeIcon, DeskIcon, InIcon, OutIcon, PhoneIcon } from '@/components/icons';
import { Light } from '@/components/light';
import { Moment } from '@/components/moment';
import type { Tenant } from '@/lib/api/get-overview';
import { levelOf, stateWord } from '@/lib/health';
import { addresses } from '@/lib/place';
import { plainly } from '@/lib/words';
import styles from '../overview.module.css';

/** One tenant: channels on the left, its messages in the middle, desks on the right. */
export function TenantCard({ tenant, known }: { tenant: Tenant; known: boolean }) {
  return (
    <section className={styles.tenant} aria-label={tenant.name}>
      <div className={styles.name}>
        <h2>{tenant.name}</h2>
        {levelOf(tenant.status) !== 'ok' && <State status={tenant.status} known={known} />}
      </div>
      <div className={styles.route}>
        <Stop title="Channels" picture={<PhoneIcon />}>
          {tenant.channels.length === 0 && <p className={styles.none}>No channel yet.</p>}
          {tenant.channels.map((channel) => (
            <Part key={channel.id} name={channel.name} note={channel.externalId} status={channel.status} known={known} />
          ))}
        </Stop>
        <Stop title="Messages" picture={<BridgeIcon />}>
          <dl className={styles.facts}>
            <Fact name="Last in" picture={<InIcon size={16} />}>
              <Moment at={tenant.lastInboundAt} none="none yet" />
            </Fact>
            <Fact name="Last out" picture={<OutIcon size={16} />}>
              <Moment at={tenant.lastOutboundAt} none="none yet" />
            </Fact>
            <Fact name="Waiting">{tenant.waiting.toLocaleString('en-GB')}</Fact>
            <Fact name="Parked">
              {tenant.parked > 0 ? (
                <a className={styles.parked} href={addresses.parked} aria-label={`${tenant.parked} parked, show them`}>
                  {tenant.parked.toLocaleString('en-GB')}
                </a>
              ) : (
                '0'
              )}
            </Fact>
          </dl>
        </Stop>
        <Stop title="Desks" picture={<DeskIcon />}>
          {tenant.desks.length === 0 && <p className={styles.none}>No desk yet.</p>}
          {tenant.desks.map((desk) => (
            <Part key={desk.id} name={desk.name} kind={desk.kind} note={desk.externalId} status={desk.status} known={known} />
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
  name: string;
  kind?: string | undefined;
  note?: string | undefined;
  status: string | undefined;
  known: boolean;
}

function Part({ name, kind, note, status, known }: PartShown) {
  return (
    <div className={styles.part}>
      <div>
        <span className={styles.partName}>{name}</span>
        <State status={status} known={known} />
      </div>
      {(kind || note) && (
        <p className={styles.note}>
          {kind && <span>{plainly(kind)}</span>}
          {note && <code>{note}</code>}
        </p>
      )}
    </div>
  );
}

function State({ status, known }: { status: string | undefined; known: boolean }) {
  return known ? <Light level={levelOf(status)} word={stateWord(status)} /> : <Light level="unknown" word="unknown" />;
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
