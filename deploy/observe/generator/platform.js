import { board, figure, lights, lines, list, q, row } from './parts.js';

const instance = '{{service}} {{instance}}';

export default board(
  'wabridge-platform',
  'Wabridge: platform',
  'Processes, broker and database.',
  [
    lights('Services', [q('max by (service) (up{job="wabridge"})', '{{service}}')], { width: 12 }),
    list('Versions', 'short', [q('count by (version, commit) (bridge_build_info)')], { width: 12, height: 5 }),
    row('Processes'),
    lines('CPU of a process', 'percentunit', [q('max by (service, instance) (process_cpu_usage)', instance)]),
    lines('Heap after garbage collection', 'percentunit', [q('max by (service, instance) (jvm_memory_usage_after_gc{area="heap"})', instance)]),
    lines('Garbage collection, share of time', 'percentunit', [q('sum by (service, instance) (rate(jvm_gc_pause_seconds_sum[$__rate_interval]))', instance)]),
    lines('Requests between services', 'reqps', [q('sum by (service, uri) (rate(http_server_requests_seconds_count{uri!~"/actuator.*"}[$__rate_interval]))', '{{service}} {{uri}}')]),
    lines('Answers of 500 and more', 'reqps', [q('sum by (service, uri) (rate(http_server_requests_seconds_count{status=~"5.."}[$__rate_interval]))', '{{service}} {{uri}}')]),
    lines('Errors in the log', 'short', [q('sum by (service) (increase(logback_events_total{level="error"}[$__rate_interval]))', '{{service}}')]),
    row('RabbitMQ'),
    figure('Alarms', 'short', 'sum(rabbitmq_alarms_memory_used_watermark) + sum(rabbitmq_alarms_free_disk_space_watermark) + sum(rabbitmq_alarms_file_descriptor_limit)', [0.5, 1]),
    figure('Disk left', 'bytes', 'min(rabbitmq_disk_space_available_bytes)', [5e9, 1e9]),
    lines('Memory of the broker', 'bytes', [q('rabbitmq_process_resident_memory_bytes', 'used'), q('rabbitmq_resident_memory_limit_bytes', 'limit')]),
    lines('Published, acknowledged, returned', 'ops', [
      q('sum(rate(rabbitmq_global_messages_received_total[$__rate_interval]))', 'published'),
      q('sum(rate(rabbitmq_global_messages_acknowledged_total[$__rate_interval]))', 'finished'),
      q('sum(rate(rabbitmq_global_messages_unroutable_returned_total[$__rate_interval]))', 'returned: no queue'),
    ]),
    lines('Connections', 'short', [q('sum(rabbitmq_connections{job="rabbitmq"})', 'connections'), q('sum(rabbitmq_channels{job="rabbitmq"})', 'channels')]),
    row('PostgreSQL and search'),
    lines('Connections to PostgreSQL', 'short', [
      q('max by (service) (hikaricp_connections_active)', '{{service}} in use'),
      q('max by (service) (hikaricp_connections_max)', '{{service}} at most'),
      q('max by (service) (hikaricp_connections_pending)', '{{service}} waiting'),
    ]),
    lines('A connection is in use for', 's', [q('sum by (service) (rate(hikaricp_connections_usage_seconds_sum[$__rate_interval])) / sum by (service) (rate(hikaricp_connections_usage_seconds_count[$__rate_interval]))', '{{service}}')]),
    lines('Message search, 95 %', 's', [q('histogram_quantile(0.95, sum by (le) (rate(bridge_search_seconds_bucket[$__rate_interval])))', 'search')]),
    lines('Redis, average response time', 's', [q('sum by (service) (rate(lettuce_seconds_sum[$__rate_interval])) / sum by (service) (rate(lettuce_seconds_count[$__rate_interval]))', '{{service}}')]),
  ],
  { tenant: false },
);
