import { object, text } from './json';

/** Nothing answered: no network, nobody listening, or silence for too long. */
export class Unreachable extends Error {}

/** The gateway answered and does not know this token. */
export class WrongToken extends Error {}

/** The gateway answered with an error of its own; the words come from its problem document (RFC 9457). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const PATIENCE_MS = 8000;

export async function ask(path: string, token: string, signal?: AbortSignal): Promise<unknown> {
  const patience = new AbortController();
  const clock = setTimeout(() => patience.abort(), PATIENCE_MS);
  const giveUp = () => patience.abort();
  signal?.addEventListener('abort', giveUp);
  try {
    const answer = await fetch(path, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal: patience.signal,
    }).catch(() => {
      throw new Unreachable('Nothing answered.');
    });
    return await read(answer);
  } finally {
    clearTimeout(clock);
    signal?.removeEventListener('abort', giveUp);
  }
}

async function read(answer: Response): Promise<unknown> {
  if (answer.status === 401) throw new WrongToken('The token is not accepted.');
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) {
    const problem = object(body);
    const words = [text(problem, 'title'), text(problem, 'detail')].filter(Boolean).join(': ');
    throw new Refused(answer.status, words || `HTTP ${answer.status}`);
  }
  if (body === undefined) throw new Refused(answer.status, 'The answer is not JSON; something else listens here.');
  return body;
}
