// Writes every dashboard as Grafana's JSON: node make.js DIRECTORY
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import edges from './edges.js';
import flow from './flow.js';
import media from './media.js';
import overview from './overview.js';
import platform from './platform.js';
import promises from './promises.js';
import tenant from './tenant.js';

for (const made of [overview, flow, edges, tenant, media, platform, promises]) {
  const name = made.uid.replace('wabridge-', '') + '.json';
  writeFileSync(join(process.argv[2], name), JSON.stringify(made, null, 2) + '\n');
}
