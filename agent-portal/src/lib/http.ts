import { confirmed } from './confirm';
import { list, object, text } from './json';
import { csrf, signedOut } from './session-state';

/** No answer: no network, no server at this address, or a timeout. */
export class Unreachable extends Error {}

/** The gateway answered 401: the session has ended. */
export class SignedOut extends Error {}

/** What is wrong with one entered field. */
export interface FieldProblem {
  field: string;
  label: string;
  problem: string;
}

/** The gateway answered with another error; the text is from its problem details (RFC 9457). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** A word for programs, such as "wrong-code"; empty if there is none. */
    readonly code = '',
    /** In how many seconds to try again. */
    readonly wait = 0,
    /** What is wrong with single fields. */
    readonly fields: FieldProblem[] = [],
  ) {
    super(message);
  }
}

const TIMEOUT_MS = 8000;

/** Requests that no person caused do not keep the session alive. */
const IDLE_MS = 60_000;
let lastInput = Date.now();
for (const kind of ['pointerdown', 'keydown']) window.addEventListener(kind, () => (lastInput = Date.now()), { passive: true });

export interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
  /** Whether a 401 is an answer like others: so it is while signing in. */
  open?: boolean;
  /** What the change is based on: refused with 412 if another person has changed it since. */
  etag?: string | undefined;
  /** For requests that ask the other side, which may take longer. */
  patience?: number;
}

export interface Tagged {
  body: unknown;
  etag: string | undefined;
}

/** Asks the gateway. The browser sends the session's cookie; what changes something shows the CSRF token, too. */
export async function ask(path: string, request: Request = {}): Promise<unknown> {
  return (await askTagged(path, request)).body;
}

/** The same with the tag of what was read, for a later change of it. */
export async function askTagged(path: string, request: Request = {}): Promise<Tagged> {
  try {
    return await once(path, request);
  } catch (error) {
    if (error instanceof Refused && error.code === 'confirm' && (await confirmed())) return once(path, request);
    throw error;
  }
}

async function once(path: string, { method = 'GET', body, signal, open, etag, patience = TIMEOUT_MS }: Request): Promise<Tagged> {
  const timeout = new AbortController();
  const clock = setTimeout(() => timeout.abort(), patience);
  const giveUp = () => timeout.abort();
  signal?.addEventListener('abort', giveUp);
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf();
  if (etag) headers['If-Match'] = etag;
  if (Date.now() - lastInput > IDLE_MS) headers['X-Background'] = '1';
  try {
    const answer = await fetch(path, {
      method,
      headers,
      cache: 'no-store',
      credentials: 'same-origin',
      signal: timeout.signal,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new Unreachable('There is no answer.');
    });
    return { body: await read(answer, open === true), etag: answer.headers.get('ETag') ?? undefined };
  } finally {
    clearTimeout(clock);
    signal?.removeEventListener('abort', giveUp);
  }
}

async function read(answer: Response, open: boolean): Promise<unknown> {
  if (answer.status === 204) return {};
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.status === 401 && !open) {
    signedOut();
    throw new SignedOut('The session has ended.');
  }
  if (!answer.ok) {
    const problem = object(body);
    const words = [text(problem, 'title'), text(problem, 'detail')].filter(Boolean).join(': ');
    const fields = list(problem.errors, (it) => ({ field: text(it, 'field') ?? '', label: text(it, 'label') ?? '', problem: text(it, 'problem') ?? '' }));
    throw new Refused(answer.status, words || `HTTP ${answer.status}`, text(problem, 'code'), Number(answer.headers.get('Retry-After') ?? 0), fields);
  }
  if (body === undefined) throw new Refused(answer.status, 'The answer is not JSON; another program uses this address.');
  return body;
}
