/** A cloud made of functions: one answers each request, and all requests are kept. */
import type { Json } from '../../src/clients/json.ts';
import type { SessionSettings } from '../../src/clients/session.ts';
import type { Transport, TransportRequest, TransportResponse } from '../../src/clients/transport.ts';

export interface Reply {
  readonly status?: number;
  readonly reason?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or a string sent as it is. */
  readonly body?: Json;
}

export interface Fake extends Transport {
  readonly sent: TransportRequest[];
  /** `GET http://…` of each request. */
  readonly lines: string[];
}

/** Makes a transport whose answers `handle` gives. */
export function fake(handle: (request: TransportRequest, url: URL) => Reply): Fake {
  const sent: TransportRequest[] = [];
  return {
    sent,
    get lines() {
      return sent.map(({ method, url }) => `${method} ${url}`);
    },
    async send(request) {
      sent.push(request);
      return response(handle(request, new URL(request.url)));
    },
  };
}

function response(reply: Reply): TransportResponse {
  const { status = 200, body } = reply;
  let left = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  /** A body can be read once. */
  const read = (): string => {
    const text = left;
    left = '';
    return text;
  };
  const headers = { 'content-type': 'application/json', 'x-openstack-request-id': 'req-1', ...reply.headers };
  async function* chunks() {
    yield Buffer.from(read());
  }
  return { status, reason: reply.reason ?? '', headers, body: chunks(), text: async () => read() };
}

export const SETTINGS: SessionSettings = {
  authType: 'password',
  auth: {
    auth_url: 'http://id.test/v3',
    username: 'u',
    password: 'pw',
    project_name: 'p',
    user_domain_name: 'D',
  },
  region: undefined,
  interface: 'public',
  verify: true,
  cacert: undefined,
  cert: undefined,
  key: undefined,
  endpoints: {},
  apiVersions: {},
};

/** The catalogue of the fake cloud: type to public URL. */
export const URLS: Readonly<Record<string, string>> = {
  compute: 'http://compute.test/v2.1',
  image: 'http://image.test',
  network: 'http://network.test/',
  volumev3: 'http://volume.test/v3/p1',
  identity: 'http://id.test/v3/',
  placement: 'http://placement.test/placement',
};

/** Answers `POST /v3/auth/tokens` with a token that is good for an hour after `issued`. */
export function tokenReply(token: string, issued = '2026-01-01T00:00:00.000000Z'): Reply {
  const start = Date.parse(issued);
  const catalog = Object.entries(URLS).map(([type, url]) => ({
    id: type,
    type,
    name: `${type}-name`,
    endpoints: [
      {
        id: 'i',
        interface: 'internal',
        region: 'R1',
        region_id: 'R1',
        url: url.replace('.test', '.internal'),
      },
      { id: 'p', interface: 'public', region: 'R1', region_id: 'R1', url },
      { id: 'q', interface: 'public', region: 'R2', region_id: 'R2', url: url.replace('.test', '.two') },
    ],
  }));
  return {
    status: 201,
    headers: { 'x-subject-token': token, date: new Date(start).toUTCString() },
    body: {
      token: {
        issued_at: issued,
        expires_at: new Date(start + 3_600_000).toISOString().replace('Z', '000Z'),
        user: { id: 'u1', name: 'u', domain: { id: 'd1', name: 'D' } },
        project: { id: 'p1', name: 'p', domain: { id: 'd1', name: 'D' } },
        roles: [{ id: 'r1', name: 'member' }],
        catalog,
      },
    },
  };
}
