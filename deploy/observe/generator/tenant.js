import { TENANT, bars, board, figure, lights, lines, q } from './parts.js';

export default board(
  'wabridge-tenant',
  'Wabridge: tenant',
  'All metrics of one tenant.',
  [
    figure('Delivered, last hour', 'percentunit', `sum(rate(bridge_messages_finished_total{outcome="delivered",${TENANT}}[1h])) / sum(rate(bridge_messages_finished_total{${TENANT}}[1h]))`, [0.99, 0.9]),
    figure('Time since the last webhook', 's', `time() - max(bridge_last_inbound_timestamp_seconds{${TENANT}})`, [3600, 86400]),
    lights('Numbers', [q(`min by (channel) (bridge_channel_up{${TENANT}})`, '{{channel}}')], { width: 8, height: 4 }),
    lights('Desks', [q(`min by (desk) (bridge_desk_up{${TENANT}})`, '{{desk}}')], { width: 8, height: 4 }),
    lines('Messages in, by kind', 'mps', [q(`sum by (kind) (rate(bridge_messages_received_total{direction="inbound",${TENANT}}[$__rate_interval]))`, '{{kind}}')], { width: 12, stacked: true }),
    lines('Messages out, by kind', 'mps', [q(`sum by (kind) (rate(bridge_messages_received_total{direction="outbound",${TENANT}}[$__rate_interval]))`, '{{kind}}')], { width: 12, stacked: true }),
    lines('Outcomes', 'mps', [q(`sum by (direction, outcome) (rate(bridge_messages_finished_total{${TENANT}}[$__rate_interval]))`, '{{direction}} {{outcome}}')], { width: 12 }),
    bars('Not delivered in 24 hours, by reason', 'short', [q(`topk(15, sum by (direction, outcome, reason) (increase(bridge_messages_finished_total{outcome!="delivered",${TENANT}}[24h])))`, '{{direction}} {{outcome}} {{reason}}')], [1, 100], { width: 12 }),
    lines('Webhooks by outcome', 'reqps', [q(`sum by (source, outcome) (rate(bridge_webhooks_received_total{${TENANT}}[$__rate_interval]))`, '{{source}} {{outcome}}')]),
    lines('Receipts by status', 'ops', [q(`sum by (status) (rate(bridge_receipts_total{${TENANT}}[$__rate_interval]))`, '{{status}}')]),
    lines('Postponed calls, by reason', 'ops', [q(`sum by (provider, reason) (rate(bridge_gate_waits_total{${TENANT}}[$__rate_interval]))`, '{{provider}} {{reason}}')]),
    bars('Remaining rate limits', 'percentunit', [q(`min by (provider, of) (bridge_rate_budget_remaining_ratio{${TENANT}})`, '{{provider}} {{of}}')], [0.2, 0.1]),
    lines('OAuth clients of desks', 'short', [q(`sum by (desk, state) (bridge_desk_clients{${TENANT}})`, '{{desk}} {{state}}')]),
    lines('Ignored events', 'ops', [q(`sum by (direction, kind) (rate(bridge_events_ignored_total{${TENANT}}[$__rate_interval]))`, '{{direction}} {{kind}}')]),
  ],
);
