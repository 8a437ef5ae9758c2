import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { words as overviewWords } from '@/features/overview/words';
import { words as messageWords } from '@/features/messages/words';
import { words as parkedWords } from '@/features/parked/words';
import { words as setupWords } from '@/features/setup/words';
import { placeOf } from '@/lib/place';
import { asked, gatewayAnswers, openPortal, overview, Problem, signedIn, signedOutState } from '@/testing/gateway';

const SESSION = '/api/v1/session';
const T = '/api/v1/tenants/tn_sur';
const channel = (more: object = {}) => ({
  id: 'ch_1',
  name: 'Redacción',
  kind: 'echo',
  externalId: '900',
  settings: { number: '900' },
  secrets: ['token', 'hook'],
  status: 'WORKING',
  webhookUrl: 'https://bridge.example/webhooks/whatsapp/ch_1',
  readMarks: 'NEVER',
  conditions: [],
  ...more,
});
const connectors = {
  items: [
    {
      kind: 'echo',
      side: 'CHANNEL',
      label: 'Echo',
      connects: true,
      sandbox: { page: 'http://localhost:8090/' },
      fields: [
        { name: 'number', type: 'TEXT', label: 'Number ID', help: 'Its id.', required: true, options: [] },
        { name: 'token', type: 'SECRET', label: 'Token', help: 'Its token.', required: true, options: [], findIt: 'https://example.org/token' },
        { name: 'hook', type: 'SECRET', label: 'Hook secret', help: 'Signs.', required: false, generated: true, options: [] },
        { name: 'plan', type: 'CHOICE', label: 'Plan', help: 'Which.', required: false, defaultValue: 'small', options: [{ value: 'small', label: 'Small' }, { value: 'large', label: 'Large' }] },
        { name: 'tags', type: 'LIST', label: 'Tags', help: 'Several.', required: false, options: [] },
      ],
    },
    { kind: 'inbox', side: 'DESK', label: 'Inbox', connects: false, fields: [{ name: 'url', type: 'URL', label: 'Address', help: 'Where.', required: true, options: [] }] },
  ],
};
const base = {
  [`GET ${SESSION}`]: signedIn({ operator: false, roles: { tn_sur: 'admin' } }),
  [T]: { id: 'tn_sur', name: 'Diario Sur' },
  [`${T}/overview`]: overview(),
  '/api/v1/connectors': connectors,
  [`GET ${T}/channels`]: { items: [] },
  [`GET ${T}/desks`]: { items: [] },
  [`GET ${T}/conversations`]: { items: [] },
};
const checks = (answer: object) => ({ ...base, [`POST ${T}/channels/check`]: { working: false, fields: [], checks: [], ...answer } });

describe('the form of a number', () => {
  it('is rendered from the description of the connector', async () => {
    gatewayAnswers(base);
    openPortal({ at: '#/connect' });
    expect(await screen.findByLabelText('Number ID')).toHaveAccessibleDescription(/Its id\./);
    expect(screen.getByLabelText('Token')).toHaveAttribute('type', 'password');
    expect(screen.getByRole('link', { name: 'Where to find it' })).toHaveAttribute('href', 'https://example.org/token');
    const more = screen.getByText('More settings').closest('details');
    expect(more).not.toHaveAttribute('open');
    expect(within(more as HTMLElement).getByLabelText(/Plan/)).toHaveValue('small');
    expect(within(more as HTMLElement).getByLabelText(/Hook secret/)).toHaveAccessibleDescription(/Made for you if you leave it empty/);
  });

  it('checks each field as it is left, and shows problems of fields that were left only', async () => {
    gatewayAnswers(checks({ fields: [{ field: 'number', label: 'Number ID', problem: 'is not valid' }, { field: 'token', label: 'Token', problem: 'is required' }] }));
    openPortal({ at: '#/connect' });
    await userEvent.type(await screen.findByLabelText('Number ID'), 'a b');
    await userEvent.tab();
    expect(await screen.findByText('Number ID is not valid')).toBeVisible();
    expect(screen.queryByText('Token is required')).not.toBeInTheDocument();
    expect(asked.find((one) => one.path === `${T}/channels/check`)?.body).toEqual({ kind: 'echo', settings: { number: 'a b' } });
    await userEvent.type(screen.getByLabelText('Name'), 'Sur{Enter}');
    expect(await screen.findByText('Token is required')).toBeVisible();
    expect(asked.filter((one) => one.method === 'POST' && one.path === `${T}/channels`)).toEqual([]);
  });

  it('shows what the other side says beside its field, and saves only with a second press', async () => {
    gatewayAnswers({
      ...checks({ checks: [{ check: 'Token', ok: false, found: 'not valid', remedy: 'Make a new one.', field: 'token', reconnect: false }] }),
      [`POST ${T}/channels`]: channel(),
      [`GET ${T}/channels/ch_1`]: channel(),
    });
    openPortal({ at: '#/connect' });
    await userEvent.type(await screen.findByLabelText('Number ID'), '900');
    await userEvent.type(screen.getByLabelText('Token'), 'wrong');
    await userEvent.type(screen.getByLabelText('Name'), 'Redacción{Enter}');
    expect(await screen.findByText(/not valid – Make a new one\./)).toBeVisible();
    expect(asked.filter((one) => one.method === 'POST' && one.path === `${T}/channels`)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Save anyway and continue' }));
    expect(await screen.findByRole('heading', { level: 2, name: 'Who answers?' })).toBeVisible();
    expect(asked.find((one) => one.method === 'POST' && one.path === `${T}/channels`)?.body).toEqual({ name: 'Redacción', kind: 'echo', settings: { number: '900', token: 'wrong' } });
    expect(window.location.hash).toContain('channel=ch_1');
  });

  it('is filled in from the sandbox', async () => {
    gatewayAnswers({ ...checks({ working: true }), [`POST ${T}/channels/sandbox/echo`]: { settings: { number: '901', token: 'sandbox-token' } } });
    openPortal({ at: '#/connect' });
    await userEvent.click(await screen.findByRole('button', { name: 'Try it with the sandbox' }));
    expect(await screen.findByText('Everything that was entered works.')).toBeVisible();
    expect(screen.getByLabelText('Number ID')).toHaveValue('901');
    expect(screen.getByLabelText('Token')).toHaveValue('sandbox-token');
  });

  it('keeps what was typed when the session ends in the middle', async () => {
    let alive = true;
    gatewayAnswers({
      ...base,
      [`GET ${SESSION}`]: () => (alive ? base[`GET ${SESSION}`] : signedOutState()),
      [`POST ${SESSION}`]: () => {
        alive = true;
        return base[`GET ${SESSION}`];
      },
      [`POST ${T}/channels/check`]: () => (alive ? { working: false, fields: [], checks: [] } : new Problem(401, 'unauthenticated')),
    });
    openPortal({ at: '#/connect' });
    await userEvent.type(await screen.findByLabelText('Number ID'), '900');
    alive = false;
    await userEvent.tab();
    await userEvent.type(await screen.findByLabelText('E-mail address'), 'ana@example.org');
    await userEvent.type(screen.getByLabelText('Password'), 'right{Enter}');
    expect(await screen.findByLabelText('Number ID')).toHaveValue('900');
  });
});

describe('a saved number', () => {
  it('sends only what changed, with the revision that was read, and keeps secrets that are left empty', async () => {
    gatewayAnswers({ ...checks({ working: true }), [`GET ${T}/channels/ch_1`]: channel(), [`PATCH ${T}/channels/ch_1`]: channel() });
    openPortal({ at: '#/channels/ch_1/settings' });
    const number = await screen.findByLabelText('Number ID');
    expect(screen.getByLabelText('Token')).toHaveAttribute('placeholder', '••••••••••••');
    await userEvent.clear(number);
    await userEvent.type(number, '902{Enter}');
    await screen.findByText('What changed').catch(() => undefined);
    expect(asked.find((one) => one.method === 'PATCH')?.body).toEqual({ name: 'Redacción', settings: { number: '902' } });
  });

  it('tells the second administrator that the first was faster', async () => {
    gatewayAnswers({ ...checks({ working: true }), [`GET ${T}/channels/ch_1`]: channel(), [`PATCH ${T}/channels/ch_1`]: new Problem(412, 'changed') });
    openPortal({ at: '#/channels/ch_1/settings' });
    await userEvent.type(await screen.findByLabelText('Name'), ' 2{Enter}');
    expect(await screen.findByText(/Another person has changed this/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Read it again' })).toBeVisible();
  });

  it('says since when and why it does not work, and offers the repair', async () => {
    const since = new Date(Date.now() - 5_400_000).toISOString();
    gatewayAnswers({
      ...base,
      [`GET ${T}/channels/ch_1`]: channel({ status: 'FAILING', statusSince: since, cause: 'Webhooks: no app' }),
      [`GET ${T}/channels/ch_1/health`]: {
        status: 'FAILING',
        since,
        checks: [
          { check: 'Webhooks', level: 'FAILED', found: 'no app is subscribed', remedy: 'Press connect.', reconnect: true, since },
          { check: 'Token', level: 'WARNING', found: 'ends soon', remedy: 'Renew it.', field: 'token', reconnect: false, since },
        ],
        history: [{ at: since, check: 'Webhooks', level: 'FAILED', found: 'no app is subscribed' }],
      },
      [`POST ${T}/channels/ch_1/connect`]: { working: true, checks: [] },
      [`POST ${T}/channels/ch_1/test`]: { working: true, checks: [] },
    });
    openPortal({ at: '#/channels/ch_1' });
    await userEvent.click(await screen.findByRole('button', { name: 'Set the webhooks again' }));
    expect(screen.getByRole('link', { name: 'Enter it again' })).toHaveAttribute('href', '#/channels/ch_1/settings');
    expect(screen.getAllByText('1 hour ago').length).toBeGreaterThan(0);
    expect(asked.map((one) => one.path)).toEqual(expect.arrayContaining([`${T}/channels/ch_1/connect`, `${T}/channels/ch_1/test`]));
  });

  it('names the cause in the list and puts what fails first', async () => {
    gatewayAnswers({ ...base, [`GET ${T}/channels`]: { items: [channel({ id: 'ch_0', name: 'Works' }), channel({ status: 'FAILING', cause: 'Token: not valid' })] } });
    openPortal({ at: '#/channels' });
    expect(await screen.findByText('Token: not valid')).toBeVisible();
    const [first] = screen.getAllByRole('listitem');
    expect(first).toHaveTextContent('Redacción');
  });
});

describe('routes', () => {
  it('adds a route, keeps what the form does not show, and tries it', async () => {
    const hours = { zone: 'Europe/Madrid', spans: [] };
    gatewayAnswers({
      ...base,
      [`GET ${T}/channels/ch_1`]: channel(),
      [`GET ${T}/desks`]: { items: [{ id: 'dk_1', name: 'Mesa', kind: 'inbox', status: 'WORKING', settings: {}, secrets: [] }] },
      [`GET ${T}/channels/ch_1/routing`]: { routes: [{ name: 'Day', desk: 'dk_1', when: { hours } }], mirrors: [], endsAfterHours: 24 },
      [`PUT ${T}/channels/ch_1/routing`]: {},
      [`POST ${T}/channels/ch_1/routing/try`]: { desk: { id: 'dk_1', name: 'Mesa' }, route: 'Day', routes: [{ name: 'Day', met: true, unmet: [] }] },
    });
    openPortal({ at: '#/channels/ch_1/routes' });
    await userEvent.click(await screen.findByRole('button', { name: 'Add a route' }));
    const names = screen.getAllByLabelText('Name');
    await userEvent.type(names.at(-1) as HTMLElement, 'Spanish');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(asked.find((one) => one.method === 'PUT')?.body).toEqual({
      routes: [{ name: 'Day', desk: 'dk_1', when: { hours } }, { name: 'Spanish', desk: 'dk_1' }],
      mirrors: [],
      endsAfterHours: 24,
    });
    await userEvent.click(within(screen.getByRole('region', { name: 'Try it' })).getByRole('button'));
    expect(await screen.findByText('It goes to Mesa.')).toBeVisible();
  });
});

describe('who may set up', () => {
  it('shows a coordinator the numbers without the buttons that change them', async () => {
    gatewayAnswers({ ...base, [`GET ${SESSION}`]: signedIn({ operator: false, roles: { tn_sur: 'coordinator' } }), [`GET ${T}/channels`]: { items: [channel()] } });
    openPortal({ at: '#/channels' });
    expect(await screen.findByRole('link', { name: 'Redacción' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Connect a number' })).not.toBeInTheDocument();
  });
});

describe('the wizard’s address', () => {
  it('names the step and what was saved', () => {
    expect(placeOf('#/connect?step=webhooks&channel=c&desk=d&tenant=t')).toEqual({ at: 'connect', step: 'webhooks', channel: 'c', desk: 'd', tenant: 't' });
    expect(placeOf('#/connect?step=odd')).toMatchObject({ at: 'connect', step: 'number' });
    expect(placeOf('#/channels/c/routes')).toMatchObject({ at: 'channels', id: 'c', part: 'routes' });
  });
});

describe('languages', () => {
  const keys = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, one]) => keys(one, `${path}.${name}`)) : [path];

  it.each([['overview', overviewWords], ['messages', messageWords], ['parked', parkedWords], ['set-up', setupWords]])('%s has the same words in every language', (_, words) => {
    expect(keys(words.es)).toEqual(keys(words.en));
    expect(keys(words.pt)).toEqual(keys(words.en));
  });

  it('speaks Spanish on the older pages, too', async () => {
    gatewayAnswers({ ...base, [`GET ${SESSION}`]: signedIn({ operator: false, language: 'es', roles: { tn_sur: 'admin' } }), [`${T}/overview`]: overview({ tenant: { parked: 2 } }) });
    openPortal();
    expect(await screen.findByRole('heading', { level: 1, name: '2 mensajes apartados necesitan una decisión.' })).toBeVisible();
    expect(screen.getByRole('heading', { level: 2, name: 'Servicios' })).toBeVisible();
  });
});
