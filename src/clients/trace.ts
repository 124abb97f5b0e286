/** What --debug and --timing show of the requests. */
import { requestIdOf } from './answer.ts';
import { redactBody, redactHeader, redactText, redactUrl, secretsIn } from './redact.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';

/** One request that was answered. */
export interface Timing {
  readonly method: string;
  readonly url: string;
  /** From sending to the answer's headers. */
  readonly seconds: number;
}

/**
 * Tells how long each request took.
 * @param transport what sends
 * @param note is given each timing, in the order of the answers
 * @param clock milliseconds that only grow, with fractions (default performance.now)
 */
export function withTiming(
  transport: Transport,
  note: (timing: Timing) => void,
  clock: () => number = () => performance.now(),
): Transport {
  return {
    async send(request) {
      const started = clock();
      const response = await transport.send(request);
      note({ method: request.method, url: request.url, seconds: (clock() - started) / 1000 });
      return response;
    },
  };
}

/**
 * Writes each request and answer down, in the form that keystoneauth made known; secrets are masked, tokens hashed.
 * @param transport what sends
 * @param line is given each line
 * @param secrets values to be masked wherever they stand
 */
export function withTrace(
  transport: Transport,
  line: (text: string) => void,
  secrets: readonly string[] = [],
): Transport {
  async function send(request: TransportRequest): Promise<TransportResponse> {
    line(requestLine(request, secrets));
    const response = await transport.send(request).catch(error => {
      const what = error instanceof Error ? error.message : String(error);
      line(`${request.method} ${shown(request.url, secrets)} failed: ${redactText(what, secrets)}`);
      throw error;
    });
    line(responseLine(response, secrets));
    const id = requestIdOf(response.headers);
    if (id !== undefined)
      line(`${request.method} call to ${shown(request.url, secrets)} used request id ${id}`);
    return {
      ...response,
      // Only who wants a text gets it traced: a download is not gathered in memory for the sake of a trace.
      async text() {
        const body = await response.text();
        const sent = typeof request.body === 'string' ? secretsIn(request.body) : [];
        if (body !== '') line(`RESP BODY: ${redactBody(body, [...secrets, ...sent])}`);
        return body;
      },
    };
  }
  return { send };
}

function shown(url: string, secrets: readonly string[]): string {
  return redactText(redactUrl(url), secrets);
}

function requestLine(request: TransportRequest, secrets: readonly string[]): string {
  const { method, url, headers, body } = request;
  const parts = [`REQ: curl -g -i -X ${method} ${quote(shown(url, secrets))}`];
  for (const [name, value] of Object.entries(headers)) {
    parts.push(`-H "${capitals(name)}: ${redactText(redactHeader(name, value), secrets)}"`);
  }
  if (typeof body === 'string') parts.push(`-d '${redactBody(body, secrets)}'`);
  else if (body !== undefined) parts.push("-d '<data>'");
  return parts.join(' ');
}

function responseLine(response: TransportResponse, secrets: readonly string[]): string {
  const headers = Object.entries(response.headers).map(
    ([name, value]) => `${capitals(name)}: ${redactText(redactHeader(name, value), secrets)}`,
  );
  return [`RESP: [${response.status}]`, ...headers].join(' ');
}

/** A shell takes `?` and `&` for itself. */
function quote(url: string): string {
  return /^[\w:/.,@%+=~-]+$/.test(url) ? url : `"${url}"`;
}

function capitals(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_all, dash: string, letter: string) => dash + letter.toUpperCase());
}
