import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { Light } from '@/components/light';
import { Page } from '@/components/page';
import panel from '@/components/panel.module.css';
import rows from '@/components/rows.module.css';
import { Since } from '@/components/since';
import { Trouble } from '@/components/trouble';
import { levelOf } from '@/lib/health';
import { useWords } from '@/lib/language';
import { addresses, go, type Side } from '@/lib/place';
import { may, usePerson, useTenant } from '@/lib/session-state';
import { Buttons, EndpointEditor } from './endpoint-step';
import { type Endpoint, useConnectors, useEndpoints } from './setup-api';
import styles from './setup.module.css';
import { words } from './words';

const order = ['FAILING', 'NEW', 'WORKING', 'DISABLED'];

/** The numbers, or the desks: what does not work comes first. */
export function EndpointsScreen({ side }: { side: Side }) {
  const said = useWords(words);
  const tenant = useTenant();
  const person = usePerson();
  const { data, error, refetch } = useEndpoints(side);
  const desks = useEndpoints('desks').data ?? [];
  const writes = may(person, tenant, 'configuration');
  const connectors = useConnectors(writes).data ?? [];
  const [adding, setAdding] = useState(false);
  if (tenant === undefined) {
    return (
      <Page title={said[side]}>
        <div className={panel.panel}>
          <p>{said.choose}</p>
        </div>
      </Page>
    );
  }
  const sorted = [...(data ?? [])].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const kindOf = (kind: string) => connectors.find((one) => one.kind === kind)?.label ?? kind;
  if (adding) {
    return (
      <Page title={said.addDesk} lead={said.deskNote}>
        <EndpointEditor
          side="desks"
          kinds={connectors.filter((one) => one.side === 'desks')}
          saved={undefined}
          submit={said.save}
          anyway={said.save}
          onSaved={(id) => go(addresses.endpoint('desks', id))}
          buttons={(submit) => <Buttons onBack={() => setAdding(false)}>{submit}</Buttons>}
        />
      </Page>
    );
  }
  return (
    <Page title={said[side]}>
      {writes && (
        <p>
          {side === 'channels' ? (
            <Button component="a" href={addresses.connect()}>
              {said.connectNew}
            </Button>
          ) : (
            <Button onClick={() => setAdding(true)}>{said.addDesk}</Button>
          )}
        </p>
      )}
      {error && <Trouble what={said.loadProblem} error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton height={160} radius={14} />}
      {data && (
        <ul className={rows.rows}>
          {data.length === 0 && <li className={rows.empty}>{side === 'channels' ? said.noChannels : said.noDesks}</li>}
          {sorted.map((one) => (
            <Row key={one.id} side={side} shown={one} kind={kindOf(one.kind)} desk={side === 'channels' ? (desks.find((it) => it.id === one.deskId)?.name ?? said.noDesk) : undefined} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Row({ side, shown, kind, desk }: { side: Side; shown: Endpoint; kind: string; desk: string | undefined }) {
  const said = useWords(words);
  const why = shown.refusal ?? shown.cause ?? shown.conditions.find((one) => one.severity !== 'INFO')?.summary;
  return (
    <li className={rows.row}>
      <div className={rows.who}>
        <span>
          <a href={addresses.endpoint(side, shown.id)} className={styles.link}>
            {shown.name}
          </a>
        </span>
        <span className={rows.quiet}>
          {kind}
          {desk && ` · ${said.leadsTo}: ${desk}`}
          {shown.externalId && (
            <>
              {' · '}
              <code>{shown.externalId}</code>
            </>
          )}
        </span>
        {why && <span className={styles.why}>{why}</span>}
      </div>
      <div className={styles.state}>
        <Light level={levelOf(shown.status)} word={said.state[shown.status] ?? shown.status} />
        <span className={rows.quiet}>
          {said.heardLast}: <Since at={shown.lastHeardAt} none={said.never} />
        </span>
      </div>
    </li>
  );
}
