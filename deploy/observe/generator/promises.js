import { bars, board, lines, list, q, row } from './parts.js';

const left = (slo, bad, all, budget) =>
  q(`1 - ((${bad}) / (${all})) / ${budget}`, slo);
const finished = (direction, outcome) =>
  `sum(increase(bridge_messages_finished_total{direction="${direction}",${outcome}}[30d]))`;

export default board(
  'wabridge-promises',
  'Wabridge: promises',
  'Objectives, remaining error budgets, and burn rates.',
  [
    bars('Remaining error budget, 30 days', 'percentunit', [
      left('webhooks', 'sum(increase(bridge_webhooks_received_total{outcome=~"accepted|unreadable|unavailable"}[30d])) - sum(increase(bridge_webhook_seconds_bucket{le="1.0"}[30d]))', 'sum(increase(bridge_webhooks_received_total{outcome=~"accepted|unreadable|unavailable"}[30d]))', 0.0005),
      left('inbound', `${finished('inbound', 'outcome=~"failed|parked"')} or vector(0)`, finished('inbound', 'outcome!="refused"'), 0.001),
      left('outbound', `${finished('outbound', 'outcome=~"failed|parked"')} or vector(0)`, finished('outbound', 'outcome!="refused"'), 0.001),
    ], [0.5, 0.1], { width: 12 }),
    bars('Within 2.5 s, last day (objective: 95 %)', 'percentunit', [
      q('sum by (direction) (increase(bridge_message_end_to_end_seconds_bucket{le="2.5"}[1d])) / sum by (direction) (increase(bridge_message_end_to_end_seconds_count[1d]))', '{{direction}}'),
    ], [0.97, 0.95], { width: 12 }),
    row('Burn rate: 1 uses exactly the budget'),
    ...['5m', '1h', '6h', '3d'].map((range) =>
      lines(`Over ${range}`, 'short', [q(`slo:bridge_errors:ratio_rate${range} / on (slo) slo:bridge_budget:ratio`, '{{slo}}')], { width: 6 }),
    ),
    row('Incidents'),
    lines('Unaccounted messages', 'short', [q('sum by (direction) (bridge_messages_unaccounted)', '{{direction}}')], { width: 12, about: 'No budget: every one is an incident.' }),
    list('Alerts with severity page', 'none', [q('ALERTS{severity="page"}')], { width: 12 }),
  ],
  { tenant: false },
);
