import { TENANT, bars, board, lights, lines, q, row } from './parts.js';

export default board(
  'wabridge-edges',
  'Wabridge: edges',
  'Received webhooks, and the answers of the other sides.',
  [
    row('Webhooks'),
    lines('Webhooks by outcome', 'reqps', [q(`sum by (source, outcome) (rate(bridge_webhooks_received_total{${TENANT}}[$__rate_interval]))`, '{{source}} {{outcome}}')]),
    lines('Time to 200, 99 %', 's', [q('source:bridge_webhook_seconds:p99_5m', '{{source}}')]),
    lines('Spool and journal size', 'bytes', [q('sum by (instance) (bridge_spool_bytes)', 'spool {{instance}}'), q('sum by (instance) (bridge_journal_bytes)', 'journal {{instance}}')], { about: 'Spool: desk webhooks while the broker is unavailable. Journal: raw webhooks for the archive.' }),
    row('Outside calls'),
    lines('Calls by purpose', 'reqps', [q('sum by (provider, operation) (rate(bridge_provider_requests_seconds_count[$__rate_interval]))', '{{provider}} {{operation}}')]),
    lines('Time to answer, 95 %', 's', [q('histogram_quantile(0.95, sum by (provider, operation, le) (rate(bridge_provider_requests_seconds_bucket[$__rate_interval])))', '{{provider}} {{operation}}')]),
    lines('Unsuccessful answers', 'reqps', [q('sum by (provider, outcome) (rate(bridge_provider_requests_seconds_count{outcome!="ok"}[$__rate_interval]))', '{{provider}} {{outcome}}')]),
    lights('Numbers', [q(`min by (channel) (bridge_channel_up{${TENANT}})`, '{{channel}}')]),
    lights('Desks', [q(`min by (desk) (bridge_desk_up{${TENANT}})`, '{{desk}}')]),
    lines('Postponed calls, by reason', 'ops', [q(`sum by (provider, reason) (rate(bridge_gate_waits_total{${TENANT}}[$__rate_interval]))`, '{{provider}} {{reason}}')]),
    bars('Lowest remaining rate limits', 'percentunit', [q(`bottomk(10, min by (provider, of) (bridge_rate_budget_remaining_ratio{${TENANT}}))`, '{{provider}} {{of}}')], [0.2, 0.1]),
    lines('OAuth clients of desks', 'short', [q(`sum by (state) (bridge_desk_clients{${TENANT}})`, '{{state}}')]),
    row('Receipts'),
    lines('Receipts by status', 'ops', [q(`sum by (status) (rate(bridge_receipts_total{${TENANT}}[$__rate_interval]))`, '{{status}}')]),
    lines('Time until recorded, 95 %', 's', [q('histogram_quantile(0.95, sum by (status, le) (rate(bridge_receipt_delay_seconds_bucket[$__rate_interval])))', '{{status}}')]),
    lines('Dropped in an hour', 'short', [q(`sum by (tenant) (increase(bridge_receipts_dropped_total{${TENANT}}[1h]))`, '{{tenant}}')]),
  ],
);
