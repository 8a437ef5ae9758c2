import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { words as shell } from '@/app/words';
import { words as account } from '@/features/account/words';
import { words as audit } from '@/features/audit/words';
import { words as keys } from '@/features/keys/words';
import { words as people } from '@/features/people/words';
import { words as signIn } from '@/features/sign-in/words';
import { asked, CSRF, gatewayAnswers, openPortal, overview, Problem, signedIn, signedOutState } from '@/testing/gateway';

const SESSION = '/api/v1/session';
const OVERVIEW = '/api/v1/overview';
const title = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('sign-in', () => {
  it('refuses a wrong password, asks for the code, and signs in and out', async () => {
    gatewayAnswers({
      [`GET ${SESSION}`]: signedOutState(),
      [`POST ${SESSION}`]: ({ body }: { body: { password: string; code?: string } }) =>
        body.password !== 'right' ? new Problem(401, 'wrong-credentials') : body.code ? signedIn() : new Problem(401, 'code-required'),
      [`DELETE ${SESSION}`]: {},
      [OVERVIEW]: overview(),
    });
    openPortal();
    await userEvent.type(await screen.findByLabelText('E-mail address'), 'ana@example.org');
    await userEvent.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    expect(await screen.findByText('The e-mail address or the password is wrong.')).toBeVisible();
    await userEvent.clear(screen.getByLabelText('Password'));
    await userEvent.type(screen.getByLabelText('Password'), 'right{Enter}');
    await userEvent.type(await screen.findByLabelText('Code of your authenticator app'), '123456{Enter}');
    expect(await title('Everything is working.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));
    expect(await screen.findByLabelText('E-mail address')).toBeVisible();
    expect(asked.find((one) => one.method === 'DELETE')?.csrf).toBe(CSRF);
    expect([...Object.keys(sessionStorage), ...Object.keys(localStorage)].filter((key) => !key.includes('color-scheme'))).toEqual([]);
  });

  it('says how long a lock lasts', async () => {
    gatewayAnswers({ [`GET ${SESSION}`]: signedOutState(), [`POST ${SESSION}`]: new Problem(429, 'locked', 300) });
    openPortal();
    await userEvent.type(await screen.findByLabelText('E-mail address'), 'a@b');
    await userEvent.type(screen.getByLabelText('Password'), 'x{Enter}');
    expect(await screen.findByText('Too many attempts. Try again in 5 min.')).toBeVisible();
  });

  it('names what is missing and asks nothing', async () => {
    gatewayAnswers({ [`GET ${SESSION}`]: signedOutState() });
    openPortal();
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('Enter your e-mail address.')).toBeVisible();
    expect(asked.filter((one) => one.method === 'POST')).toEqual([]);
  });

  it('offers the issuers', async () => {
    gatewayAnswers({ [`GET ${SESSION}`]: signedOutState({ providers: [{ id: 'company', label: 'Company account' }] }) });
    openPortal();
    expect(await screen.findByRole('link', { name: 'Sign in with Company account' })).toHaveAttribute('href', '/sign-in/company');
  });

  it('returns to the sign-in when the session has ended', async () => {
    let alive = true;
    gatewayAnswers({ [`GET ${SESSION}`]: () => (alive ? signedIn() : signedOutState()), [OVERVIEW]: () => (alive ? overview() : new Problem(401, 'unauthenticated')) });
    openPortal();
    await title('Everything is working.');
    alive = false;
    expect(await screen.findByText('Your session has ended. Sign in again.', undefined, { timeout: 8000 })).toBeVisible();
  }, 10_000);
});

describe('one-time links', () => {
  it('creates the first operator with the code from the server', async () => {
    gatewayAnswers({
      [`GET ${SESSION}`]: signedOutState({ firstOperator: true }),
      [`${SESSION}/link/look`]: { purpose: 'FIRST_OPERATOR', exists: false },
      [`${SESSION}/link`]: signedIn(),
      [OVERVIEW]: overview(),
    });
    openPortal();
    expect(await title('Create the first administrator')).toBeVisible();
    await userEvent.type(screen.getByLabelText('One-time code'), 'ABCD-EFGH{Enter}');
    await userEvent.type(await screen.findByLabelText('E-mail address'), 'ana@example.org');
    await userEvent.type(screen.getByLabelText('Your name'), 'Ana');
    await userEvent.type(screen.getByLabelText('Password'), 'short{Enter}');
    expect(await screen.findByText('At least 12 characters are needed.')).toBeVisible();
    await userEvent.type(screen.getByLabelText('Password'), ' but longer{Enter}');
    expect(await title('Everything is working.')).toBeVisible();
    expect(asked.find((one) => one.path === `${SESSION}/link`)?.body).toEqual({ link: 'ABCD-EFGH', email: 'ana@example.org', name: 'Ana', language: 'en', password: 'short but longer' });
  });

  it('says that a link is used up', async () => {
    gatewayAnswers({ [`GET ${SESSION}`]: signedOutState(), [`${SESSION}/link/look`]: new Problem(410, 'link-gone') });
    openPortal({ at: '#/welcome/OLD' });
    expect(await screen.findByText(/was used, or has expired/)).toBeVisible();
  });
});

describe('roles', () => {
  it('shows an admin its tenant only', async () => {
    gatewayAnswers({
      [`GET ${SESSION}`]: signedIn({ operator: false, roles: { tn_sur: 'admin' } }),
      '/api/v1/tenants/tn_sur': { id: 'tn_sur', name: 'Diario Sur' },
      '/api/v1/tenants/tn_sur/overview': overview(),
      '/api/v1/tenants/tn_sur/people': { items: [{ id: 'p_1', name: 'Ana', email: 'ana@example.org', role: 'admin', sessions: 1 }] },
      '/api/v1/tenants/tn_sur/invitations': { items: [] },
    });
    openPortal();
    expect(await title('Everything is working.')).toBeVisible();
    expect(screen.queryByRole('combobox', { name: 'Tenant' })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('link', { name: 'People' }));
    expect(await screen.findByText('ana@example.org')).toBeVisible();
    expect(asked.filter((one) => one.path === OVERVIEW)).toEqual([]);
  });

  it('shows an agent neither people nor messages', async () => {
    gatewayAnswers({
      [`GET ${SESSION}`]: signedIn({ operator: false, roles: { tn_sur: 'agent' } }),
      '/api/v1/tenants/tn_sur': { id: 'tn_sur', name: 'Diario Sur' },
      '/api/v1/tenants/tn_sur/overview': overview(),
    });
    openPortal();
    await title('Everything is working.');
    for (const name of ['People', 'API keys', 'Audit', 'Parked']) expect(screen.queryByRole('link', { name })).not.toBeInTheDocument();
    expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
  });
});

describe('people and keys', () => {
  const answers = {
    [`GET ${SESSION}`]: signedIn({ operator: false, roles: { tn_sur: 'admin' } }),
    '/api/v1/tenants/tn_sur': { id: 'tn_sur', name: 'Diario Sur' },
    '/api/v1/tenants/tn_sur/overview': overview(),
    '/api/v1/tenants/tn_sur/people': { items: [] },
    'GET /api/v1/tenants/tn_sur/invitations': { items: [] },
    'GET /api/v1/tenants/tn_sur/api-keys': { items: [] },
  };

  it('confirms who it is, then shows the link of an invitation once', async () => {
    let confirmed = false;
    gatewayAnswers({
      ...answers,
      [`${SESSION}/confirm`]: () => {
        confirmed = true;
        return {};
      },
      'POST /api/v1/tenants/tn_sur/invitations': () => (confirmed ? { link: 'http://localhost/#/welcome/X' } : new Problem(403, 'confirm')),
    });
    openPortal({ at: '#/people' });
    await userEvent.click(await screen.findByRole('button', { name: 'Invite a person' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Invite a person' }));
    await userEvent.type(dialog.getByLabelText('E-mail address'), 'bea@example.org');
    await userEvent.click(dialog.getByRole('button', { name: 'Make the link' }));
    const again = within(await screen.findByRole('dialog', { name: 'Is it still you?' }));
    await userEvent.type(again.getByLabelText('Password'), 'secret{Enter}');
    expect(await screen.findByText('http://localhost/#/welcome/X')).toBeVisible();
  });

  it('makes an API key with the chosen scopes', async () => {
    gatewayAnswers({ ...answers, 'POST /api/v1/tenants/tn_sur/api-keys': { id: 'k', key: 'wbk_k_secret' } });
    openPortal({ at: '#/keys' });
    await userEvent.click(await screen.findByRole('button', { name: 'New API key' }));
    const dialog = within(screen.getByRole('dialog', { name: 'New API key' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the key' }));
    expect(dialog.getByText('Choose at least one.')).toBeVisible();
    await userEvent.type(dialog.getByLabelText('Name'), 'report');
    await userEvent.click(dialog.getByLabelText('Read conversations and messages'));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the key' }));
    expect(await screen.findByText('wbk_k_secret')).toBeVisible();
    expect(asked.find((one) => one.method === 'POST')?.body).toEqual({ name: 'report', scopes: ['conversations:read'], days: 365 });
  });
});

describe('words', () => {
  const flat = (value: object, before = ''): string[] => Object.entries(value).flatMap(([key, one]) => (typeof one === 'object' && one !== null ? flat(one as object, `${before}${key}.`) : [`${before}${key}`]));

  it.each([['shell', shell], ['account', account], ['audit', audit], ['keys', keys], ['people', people], ['sign-in', signIn]])('has every word of %s in three languages', (_, words) => {
    expect(flat(words.es)).toEqual(flat(words.en));
    expect(flat(words.pt)).toEqual(flat(words.en));
  });
});
