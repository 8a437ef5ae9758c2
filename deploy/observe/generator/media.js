import { TENANT, board, lines, q } from './parts.js';

export default board(
  'wabridge-media',
  'Wabridge: media',
  'Files in both directions.',
  [
    lines('Files saved in the store', 'Bps', [q('sum by (direction) (rate(bridge_media_bytes_total[$__rate_interval]))', '{{direction}}')], { width: 12 }),
    lines('Files that could not be fetched, in an hour', 'short', [q('sum by (direction, reason) (increase(bridge_media_failures_total[1h]))', '{{direction}} {{reason}}')], { width: 12 }),
    lines('Messages with files', 'mps', [q(`sum by (direction) (rate(bridge_messages_received_total{kind="media",${TENANT}}[$__rate_interval]))`, '{{direction}}')]),
    lines('Lookup, download and upload, time to answer, 95 %', 's', [q('histogram_quantile(0.95, sum by (provider, operation, le) (rate(bridge_provider_requests_seconds_bucket{operation=~"find_file|download|upload"}[$__rate_interval])))', '{{provider}} {{operation}}')]),
    lines('Their unsuccessful answers', 'reqps', [q('sum by (provider, operation, outcome) (rate(bridge_provider_requests_seconds_count{operation=~"find_file|download|upload",outcome!="ok"}[$__rate_interval]))', '{{provider}} {{operation}} {{outcome}}')]),
    lines('Links opened by desks', 'reqps', [q('sum by (status) (rate(http_server_requests_seconds_count{uri="/media/{link}"}[$__rate_interval]))', '{{status}}')]),
    lines('Raw webhooks waiting for the archive', 'bytes', [q('sum by (instance) (bridge_journal_bytes)', '{{instance}}')], { about: 'Grows while the object store is unavailable.' }),
    lines('Messages with files held', 'ops', [q('sum by (stage, reason) (rate(bridge_held_total{reason=~"media.*"}[$__rate_interval]))', '{{stage}} {{reason}}')]),
  ],
);
