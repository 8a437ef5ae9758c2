// A stub of the gateway: serves dist/ and sample answers, with the strictest content security policy that the page must support.
// Usage: node e2e/stub-gateway.mjs [port] [healthy|parked|broken|empty]; the password is "test-password", the code 123456.
// POST /stub/<situation> changes the situation ("down" answers 503, "gone" closes the connection),
// POST /stub/as-<person> who signs in: first (there is no operator yet), operator, admin, agent or spanish.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiKeys, auditLog, enrolment, found, invitations, overviews, ownSessions, parked, people, persons, recoveryCodes, tenantNamed, tenants, trace } from './answers.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const kinds = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export function serve(port, first = 'healthy') {
  let situation = first;
  let who = 'operator';
  let inside = false;
  const session = () =>
    inside
      ? { person: persons[who](), csrf: 'stub-csrf' }
      : { firstOperator: who === 'first', providers: [{ id: 'company', label: 'Diario Sur (Entra ID)' }] };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://stub');
    const json = (status, body) => {
      response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' });
      response.end(JSON.stringify(body));
    };
    const refuse = (status, code) => json(status, { title: 'Refused', status, code });
    if (url.pathname.startsWith('/stub/')) {
      const wanted = url.pathname.slice('/stub/'.length);
      if (wanted.startsWith('as-')) {
        who = wanted.slice('as-'.length);
        inside = false;
      } else situation = wanted;
      return json(200, { situation, who });
    }
    if (!url.pathname.startsWith('/api/')) return file(url.pathname, response);
    if (situation === 'gone') return request.socket.destroy();
    if (situation === 'down') return json(503, { title: 'Service Unavailable', detail: 'state-manager is unavailable', status: 503 });
    const path = url.pathname.replace(/^\/api\/v1/, '');
    const method = request.method;
    const body = method === 'GET' ? {} : await read(request);
    if (path === '/session/link/look') {
      if (body.link === 'USED') return refuse(410, 'link-gone');
      const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
      return json(200, who === 'first' ? { purpose: 'FIRST_OPERATOR', exists: false, expiresAt } : { purpose: 'INVITATION', email: 'dora@diariosur.example', tenant: 'Diario Sur', role: 'agent', exists: false, expiresAt });
    }
    if (path === '/session/link') {
      if (who === 'first') who = 'operator';
      inside = true;
      return json(200, session());
    }
    if (path === '/session') {
      if (method === 'DELETE') inside = false;
      if (method === 'POST') {
        if (body.password !== 'test-password') return refuse(401, 'wrong-credentials');
        if (persons[who]().secondFactor && body.code !== '123456') return refuse(401, body.code ? 'wrong-code' : 'code-required');
        inside = true;
      }
      return json(200, session());
    }
    if (path === '/session/confirm') return json(200, {});
    if (!inside) return refuse(401, 'unauthenticated');
    if (method !== 'GET' && request.headers['x-csrf-token'] !== 'stub-csrf') return refuse(403, 'csrf');
    const [, id] = path.match(/\/messages\/([^/]+)\/trace$/) ?? [];
    if (id?.startsWith('msg_')) return json(200, trace(decodeURIComponent(id)));
    const [, tenant, rest] = path.match(/^\/tenants\/([^/]+)(\/.*)?$/) ?? [];
    const what = tenant ? (rest ?? '') : path;
    if (tenant && what === '') return json(200, tenantNamed(tenant));
    const overview = (overviews[situation] ?? overviews.healthy)();
    switch (`${method} ${what}`) {
      case 'GET /messages':
        return json(200, found(url.searchParams.get('q') ?? ''));
      case 'GET /parked':
        return json(200, situation === 'parked' || situation === 'broken' ? parked() : { items: [] });
      case 'GET /overview':
        return json(200, tenant ? { ...overview, tenants: overview.tenants.filter((one) => one.id === tenant) } : overview);
      case 'GET /tenants':
        return json(200, tenants());
      case 'GET /people':
        return json(200, people());
      case 'GET /invitations':
        return json(200, invitations());
      case 'POST /invitations':
        return json(200, { id: 'in_2', link: `http://127.0.0.1:${port}/#/welcome/7Q2M-XK0D-9F3T-AAAA-BBBB`, code: '7Q2M-XK0D-9F3T-AAAA-BBBB' });
      case 'GET /api-keys':
        return json(200, apiKeys());
      case 'POST /api-keys':
        return json(200, { id: 'k_9', key: 'wbk_0199c001-1111-7222-8333-444455556666_uV3kTn0aXq7Wd2ZyRb8LmPf5GhJs1EcIoU6tQ9wB4xN' });
      case 'GET /audit':
        return json(200, auditLog());
      case 'GET /account/sessions':
        return json(200, ownSessions());
      case 'POST /account/second-factor':
        return json(200, enrolment());
      case 'POST /account/second-factor/confirm':
        return body.code === '123456' ? json(200, recoveryCodes()) : refuse(409, 'wrong-code');
      case 'DELETE /account/second-factor':
        return json(200, {});
      default:
        return json(404, { title: 'Not Found', status: 404 });
    }
  });
  return new Promise((ready) => server.listen(port, '127.0.0.1', () => ready(server)));
}

async function read(request) {
  let text = '';
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : {};
}

async function file(path, response) {
  const name = path === '/' ? '/index.html' : path;
  try {
    const body = await readFile(dist + name);
    response.writeHead(200, { 'Content-Type': kinds[extname(name)] ?? 'application/octet-stream', 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 8099);
  await serve(port, process.argv[3]);
  console.log(`http://127.0.0.1:${port}/  password: test-password, code: 123456`);
}
