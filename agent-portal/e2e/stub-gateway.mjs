// A stub of the gateway: serves dist/ and sample answers, with the strictest content security policy that the page must support.
// Usage: node e2e/stub-gateway.mjs [port] [healthy|parked|broken|empty]; the token is "test-token".
// POST /stub/<situation> changes the situation ("down" answers 503, "gone" closes the connection).
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { found, overviews, parked, trace } from './answers.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const kinds = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export function serve(port, first = 'healthy') {
  let situation = first;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stub');
    const json = (status, body) => {
      response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' });
      response.end(JSON.stringify(body));
    };
    if (url.pathname.startsWith('/stub/')) {
      situation = url.pathname.slice('/stub/'.length);
      return json(200, { situation });
    }
    if (!url.pathname.startsWith('/api/')) return file(url.pathname, response);
    if (situation === 'gone') return request.socket.destroy();
    if (situation === 'down') return json(503, { title: 'Service Unavailable', detail: 'state-manager is unavailable', status: 503 });
    if (request.headers.authorization !== 'Bearer test-token') return json(401, { title: 'Unauthorized', status: 401 });
    const [, id] = url.pathname.match(/^\/api\/v1\/messages\/([^/]+)\/trace$/) ?? [];
    if (id?.startsWith('msg_')) return json(200, trace(decodeURIComponent(id)));
    if (url.pathname === '/api/v1/messages') return json(200, found(url.searchParams.get('q') ?? ''));
    if (url.pathname === '/api/v1/parked') return json(200, situation === 'parked' || situation === 'broken' ? parked() : { items: [] });
    if (url.pathname === '/api/v1/overview') return json(200, (overviews[situation] ?? overviews.healthy)());
    return json(404, { title: 'Not Found', status: 404 });
  });
  return new Promise((ready) => server.listen(port, '127.0.0.1', () => ready(server)));
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
  console.log(`http://127.0.0.1:${port}/  token: test-token`);
}
