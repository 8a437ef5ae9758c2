import { board, figure, lights, lines, q, row, spread } from './parts.js';

const stage = '{{stage}}';

export default board(
  'wabridge-flow',
  'Wabridge: flow',
  'Throughput, duration and queue of each stage.',
  [
    lights('Lanes are read', [q('min by (stage) (bridge_lanes_read)', stage)], { width: 24 }),
    row('Work'),
    lines('Attempts by stage', 'ops', [q('sum by (stage) (rate(bridge_stage_seconds_count[$__rate_interval]))', stage)], { width: 12 }),
    lines('Unsuccessful attempts', 'ops', [q('sum by (stage, outcome) (rate(bridge_stage_seconds_count{outcome!="ok"}[$__rate_interval]))', `${stage} {{outcome}}`)], { width: 12 }),
    lines('Work, 95 %', 's', [q('stage:bridge_stage_seconds:p95_5m', stage)], { width: 12 }),
    lines('Waiting in the lane, 95 %', 's', [q('stage:bridge_queue_wait_seconds:p95_5m', stage)], { width: 12 }),
    spread('Waiting in the lane, all stages', 's', 'sum by (le) (increase(bridge_queue_wait_seconds_bucket[$__rate_interval]))'),
    spread('Work, all stages', 's', 'sum by (le) (increase(bridge_stage_seconds_bucket[$__rate_interval]))'),
    row('Queues'),
    lines('In the queue', 'short', [q('sum by (queue) (rabbitmq_detailed_queue_messages{queue=~".+[.][0-9]+|undeliverable"})', '{{queue}}')], { width: 12, stacked: true }),
    lines('Unacknowledged, by queue', 'short', [q('sum by (queue) (rabbitmq_detailed_queue_messages_unacked{queue=~".+[.][0-9]+|undeliverable"})', '{{queue}}')], { width: 12, stacked: true, about: 'Delivered to a consumer and not finished.' }),
    lines('Consumers by queue', 'short', [q('sum by (queue) (rabbitmq_detailed_queue_consumers{queue=~".+[.][0-9]+|undeliverable"})', '{{queue}}')]),
    lines('Redelivered', 'ops', [q('sum(rate(rabbitmq_global_messages_redelivered_total[$__rate_interval]))', 'all queues')]),
    lines('Duplicates', 'ops', [q('sum by (stage) (rate(bridge_duplicates_total[$__rate_interval]))', stage)], { about: 'Repeated webhooks and redelivered envelopes that were recognized and dropped.' }),
    row('Held and parked'),
    lines('Conversations held', 'short', [q('max by (stage) (bridge_held_conversations)', stage)]),
    lines('Oldest held conversation', 's', [q('time() - min by (stage) (bridge_held_oldest_timestamp_seconds)', stage)]),
    lines('Held, by reason', 'ops', [q('sum by (stage, reason) (rate(bridge_held_total[$__rate_interval]))', `${stage} {{reason}}`)]),
    lines('Parked', 'short', [q('max by (stage) (bridge_parked_messages)', stage)]),
    lines('Parked in an hour, by reason', 'short', [q('sum by (reason) (increase(bridge_parked_total[1h]))', '{{reason}}')]),
    lines('Replayed in an hour', 'short', [q('sum by (stage, outcome) (increase(bridge_replayed_total[1h]))', `${stage} {{outcome}}`)]),
    figure('Unaccounted messages', 'short', 'sum(bridge_messages_unaccounted)', [0.5, 1]),
  ],
  { tenant: false },
);
