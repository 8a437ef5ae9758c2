import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { asked, gatewayAnswers, openPortal, overview } from '@/testing/gateway';

const OVERVIEW = '/api/v1/overview';
const sentence = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('overview', () => {
  it('reports that everything is working', async () => {
    gatewayAnswers({ [OVERVIEW]: overview() });
    openPortal();
    expect(await sentence('Everything is working.')).toBeVisible();
    expect(screen.getByText('10 of 10 working')).toBeVisible();
    const tenant = within(screen.getByRole('region', { name: 'Diario Sur' }));
    expect(tenant.getByText('12 s ago')).toHaveAttribute('title');
    expect(tenant.getByText('Mesa central')).toBeVisible();
  });

  it('counts the parked messages and links to them', async () => {
    gatewayAnswers({
      [OVERVIEW]: overview({ tenant: { parked: 2 } }),
      '/api/v1/parked': { items: [{ id: 'pk_1', tenantId: 'tn_sur', reason: 'window-closed', stage: 'whatsapp-api-service', messageId: 'msg_1' }] },
    });
    openPortal();
    expect(await sentence('2 messages are parked and need a decision.')).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: 'See the parked messages' }));
    expect(await screen.findByRole('heading', { name: 'Window closed' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'msg_1' })).toHaveAttribute('href', '#/messages/msg_1');
    expect(screen.getByText(/Diario Sur/)).toBeVisible();
  });

  it('says what is held, why, and since when', async () => {
    const since = new Date(Date.now() - 600_000).toISOString();
    gatewayAnswers({ [OVERVIEW]: overview({ tenant: { held: [{ what: 'file', reason: 'HOST_UNKNOWN', number: 2, since }] } }) });
    openPortal();
    expect(await screen.findByText(/2 files wait at Diario Sur since .*: host unknown\./)).toBeVisible();
  });

  it('names the unavailable service', async () => {
    gatewayAnswers({ [OVERVIEW]: overview({ down: ['auth-service'], tenant: { parked: 1 } }) });
    openPortal();
    expect(await sentence('auth-service is unavailable.')).toBeVisible();
    expect(screen.getByText('1 message is parked and needs a decision.')).toBeVisible();
  });

  it('reports an unreachable gateway', async () => {
    gatewayAnswers({});
    openPortal();
    expect(await sentence('Wabridge cannot be reached.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  it('keeps the last data when the gateway becomes unreachable, but shows no state as working', async () => {
    gatewayAnswers({ [OVERVIEW]: overview() });
    openPortal();
    await sentence('Everything is working.');
    gatewayAnswers({});
    expect(await screen.findByRole('heading', { level: 1, name: 'Wabridge cannot be reached.' }, { timeout: 8000 })).toBeVisible();
    expect(screen.getByText('Mesa central')).toBeVisible();
    expect(screen.queryByText('working')).not.toBeInTheDocument();
  }, 10_000);

  it('shows the error of the gateway when it cannot report the state', async () => {
    gatewayAnswers({ [OVERVIEW]: 503 });
    openPortal();
    expect(await sentence('Wabridge is running, but cannot report its state.')).toBeVisible();
    expect(screen.getByText('Wabridge answered 503: Service unavailable')).toBeVisible();
  });

  it('shows the first steps while there is no tenant', async () => {
    gatewayAnswers({ [OVERVIEW]: overview({ tenants: [] }) });
    openPortal();
    expect(await sentence('No tenant is connected yet.')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Connect your first number' })).toBeVisible();
  });

  it('never shows an unknown state as working', async () => {
    gatewayAnswers({ [OVERVIEW]: overview({ tenant: { desks: [{ id: 'dk_1', name: 'Mesa central', kind: 'genesys', status: 'SOMETHING_NEW' }] } }) });
    openPortal();
    expect(await sentence('Desk “Mesa central” of Diario Sur is something new.')).toBeVisible();
  });

  it('handles an answer with missing fields', async () => {
    gatewayAnswers({ [OVERVIEW]: { tenants: [{ id: 'tn_1' }] } });
    openPortal();
    expect(await sentence('tn_1 has no channel yet.')).toBeVisible();
  });
});

describe('search', () => {
  it('opens the trace of a single result', async () => {
    gatewayAnswers({
      [OVERVIEW]: overview(),
      '/api/v1/messages': { items: [{ id: 'msg_1', direction: 'inbound', kind: 'text' }] },
      '/api/v1/messages/msg_1/trace': {
        message: { id: 'msg_1', direction: 'inbound', kind: 'text', status: 'delivered', tenantId: 'tn_sur' },
        hops: [
          { stage: 'inbound-transformer', at: '2026-11-21T07:00:00.000Z', outcome: 'passed' },
          { stage: 'genesys-api-service', at: '2026-11-21T07:00:01.500Z', outcome: 'delivered' },
        ],
      },
    });
    openPortal();
    await userEvent.type(await screen.findByRole('searchbox'), 'wamid.A/B={Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Text from the person to the desk' })).toBeVisible();
    expect(asked.map((one) => one.path)).toContain('/api/v1/messages?q=wamid.A%2FB%3D');
    expect(screen.getByText('2 steps in 1.5 s.')).toBeVisible();
  });

  it('says why a found message waits, and does not open a trace that it does not have', async () => {
    gatewayAnswers({
      [OVERVIEW]: overview(),
      '/api/v1/messages': {
        items: [{ id: 'c1', direction: 'INBOUND', kind: 'message', status: 'HELD', reason: 'HOST_UNKNOWN', stage: 'inbound-transformer' }],
      },
    });
    openPortal({ at: '#/messages?q=wamid.A' });
    expect(await screen.findByText(/Waits at inbound-transformer: host unknown/i)).toBeVisible();
    expect(window.location.hash).toBe('#/messages?q=wamid.A');
  });

  it('reports that no message has the id', async () => {
    gatewayAnswers({ [OVERVIEW]: overview(), '/api/v1/messages': { items: [] } });
    openPortal({ at: '#/messages?q=xyz' });
    expect(await screen.findByText('No message with “xyz”.')).toBeVisible();
  });
});
