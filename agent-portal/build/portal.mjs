// Builds or tests the portal for Maven with the machine's Node.
// npm ci runs only when package-lock.json changed or node_modules is missing; the build only when an input changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [job, ...skips] = process.argv.slice(2);
const skip = skips.includes('true');
const installed = 'node_modules/.portal-installed';
const built = 'node_modules/.portal-built';

if (job === 'build') {
  if (skip && existsSync('dist/index.html')) {
    console.log('portal: skipped, dist is unchanged');
  } else {
    install();
    build();
  }
} else if (skip) {
  console.log('portal: tests skipped');
} else {
  install();
  npm('test');
}

function install() {
  const lock = digest(['package-lock.json']);
  if (stamp(installed) === lock) return;
  npm('ci');
  writeFileSync(installed, lock);
}

function build() {
  const inputs = digest(['src', 'public', 'index.html', 'package-lock.json', 'package.json', 'tsconfig.json', 'vite.config.ts']);
  if (stamp(built) === inputs && existsSync('dist/index.html')) {
    console.log('portal: dist is up to date');
    return;
  }
  npm('run', 'build');
  // the names of the assets change; without this the jar would also contain the old ones
  rmSync('target/classes/portal', { recursive: true, force: true });
  writeFileSync(built, inputs);
}

function npm(...args) {
  const run = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (run.error) {
    console.error(`portal: npm did not start (${run.error.message}). Node 20.19 or newer with npm is needed.`);
    process.exit(1);
  }
  if (run.status !== 0) process.exit(run.status ?? 1);
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(files)) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => files(join(path, name)));
}

function stamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
