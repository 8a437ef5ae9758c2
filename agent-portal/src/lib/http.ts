import { object, text } from './json';

/** No answer: no network, no server at this address, or a timeout. */
export class Unreachable extends Error {}

/** The gateway answered 401. */
export class WrongToken extends Error {}

/** The gateway answered with another error; the text is from its problem details (RFC 9457). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const TIMEOUT_MS = 8000;

export async function ask(path: string, token: string, signal?: AbortSignal): Promise<unknown> {
  const timeout = new AbortController();
  const clock = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  const giveUp = () => timeout.abort();
  signal?.addEventListener('abort', giveUp);
  try {
    const answer = await fetch(path, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal: timeout.signal,
    }).catch(() => {
      throw new Unreachable('There is no answer.');
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
  if (body === undefined) throw new Refused(answer.status, 'The answer is not JSON; another program uses this address.');
  return body;
}
