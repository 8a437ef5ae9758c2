import { TENANT, bars, board, figure, lights, lines, list, q, row } from './parts.js';

export default board(
  'wabridge-overview',
  'Wabridge: overview',
  'Is it working, and for which tenants not?',
  [
    figure('Inbound delivered', 'percentunit', 'sum(rate(bridge_messages_finished_total{direction="inbound",outcome="delivered"}[10m])) / sum(rate(bridge_messages_finished_total{direction="inbound",outcome!="refused"}[10m]))', [0.999, 0.99]),
    figure('Outbound accepted by WhatsApp', 'percentunit', 'sum(rate(bridge_messages_finished_total{direction="outbound",outcome="delivered"}[10m])) / sum(rate(bridge_messages_finished_total{direction="outbound",outcome!="refused"}[10m]))', [0.999, 0.99]),
    figure('95 % arrive within', 's', 'max(direction:bridge_message_end_to_end_seconds:p95_5m)', [2.5, 30]),
    figure('Unaccounted messages', 'short', 'sum(bridge_messages_unaccounted)', [0.5, 1], { about: 'Accepted more than 15 minutes ago, without a final outcome, neither held nor parked. Must be 0.' }),
    figure('Conversations held', 'short', 'sum(bridge_held_conversations) or vector(0)', [1, 200]),
    figure('Parked', 'short', 'sum(bridge_parked_messages) or vector(0)', [1, 50]),
    lines('Messages in', 'mps', [q(`sum by (kind) (rate(bridge_messages_received_total{direction="inbound",${TENANT}}[$__rate_interval]))`, '{{kind}}')], { width: 12, stacked: true }),
    lines('Messages out', 'mps', [q(`sum by (kind) (rate(bridge_messages_received_total{direction="outbound",${TENANT}}[$__rate_interval]))`, '{{kind}}')], { width: 12, stacked: true }),
    lines('End to end, inbound', 's', [
      q('direction:bridge_message_end_to_end_seconds:p50_5m{direction="inbound"}', '50 %'),
      q('direction:bridge_message_end_to_end_seconds:p95_5m{direction="inbound"}', '95 %'),
      q('direction:bridge_message_end_to_end_seconds:p99_5m{direction="inbound"}', '99 %'),
    ], { width: 12 }),
    lines('End to end, outbound', 's', [
      q('direction:bridge_message_end_to_end_seconds:p50_5m{direction="outbound"}', '50 %'),
      q('direction:bridge_message_end_to_end_seconds:p95_5m{direction="outbound"}', '95 %'),
      q('direction:bridge_message_end_to_end_seconds:p99_5m{direction="outbound"}', '99 %'),
    ], { width: 12 }),
    row('Status'),
    lights('Numbers', [q(`min by (tenant, channel) (bridge_channel_up{${TENANT}})`, '{{channel}}')]),
    lights('Desks', [q(`min by (tenant, desk) (bridge_desk_up{${TENANT}})`, '{{desk}}')]),
    lights('Services', [q('max by (service) (up{job="wabridge"})', '{{service}}')]),
    lights('Lanes', [q('min by (stage) (bridge_lanes_read)', '{{stage}}')]),
    row('Failures'),
    bars('Tenants with most failures, last hour', 'short', [q('topk(10, sum by (tenant) (increase(bridge_messages_finished_total{outcome=~"failed|parked"}[1h])))', '{{tenant}}')], [1, 50], { width: 12 }),
    list('Alerts', 'none', [q('ALERTS{alertstate="firing",alertname!="Watchdog"}')], { width: 12 }),
  ],
);
