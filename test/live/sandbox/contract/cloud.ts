/** Two clouds to tell the same story to: the sandbox, with a clock of its own, and the real one. */
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import {
  child,
  children,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
  text,
} from '../../../../src/clients/json.ts';
import { ORIGIN } from '../../../../src/sandbox/cloud.ts';
import { PASSWORD } from '../../../../src/sandbox/identity/seed.ts';
import { login, testCloud } from '../../../sandbox/cloud.ts';
import { openrc } from '../../harness/credentials.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A cloud behind HTTP. */
export interface Cloud {
  readonly name: 'sandbox' | 'real';
  /** Where its identity service is. */
  readonly identity: string;
  /** The admin's password. */
  readonly password: string;
  send(
    method: string,
    url: string,
    headers: Record<string, string>,
    body: string | undefined,
  ): Promise<Answer>;
  /** How many seconds go by between two looks: the sandbox's states are all to be seen. */
  readonly step: number;
  /** Lets time go by: the real cloud's is the world's, the sandbox's is what tests say. */
  wait(seconds: number): Promise<void>;
  /** Leaves nothing behind on this machine. */
  end(): void;
}

/** A new sandbox. */
export function embedded(): Cloud {
  const { sandbox, dir, pass } = testCloud();
  return {
    name: 'sandbox',
    identity: `${ORIGIN}/identity/v3`,
    password: PASSWORD,
    step: 0.1,
    async send(method, url, headers, body) {
      const response = await sandbox.send({ method, url, headers, body });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    wait: async seconds => pass(seconds),
    end: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** The cloud of test/cloud/cloud. */
export function real(): Cloud {
  const { OS_AUTH_URL = '', OS_PASSWORD = '' } = openrc('admin');
  return {
    name: 'real',
    identity: OS_AUTH_URL,
    password: OS_PASSWORD,
    step: 0.3,
    async send(method, url, headers, body) {
      const response = await fetch(url, { method, headers, body: body ?? null });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text: await response.text(),
      };
    },
    wait: seconds => pause(seconds * 1000),
    end: () => {},
  };
}

/** A user's token, and where the services are for it. */
export interface Access {
  readonly token: string;
  readonly project: string;
  readonly user: string;
  /** Public URLs by type, without a slash at the end. */
  readonly endpoints: ReadonlyMap<string, string>;
}

/** Authenticates. @throws Error with the answer when there is no token */
export async function access(cloud: Cloud, user: string, project: string, password: string): Promise<Access> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(login(user, project, password));
  const answer = await cloud.send('POST', `${cloud.identity}/auth/tokens`, headers, body);
  if (answer.status !== 201) throw new Error(`no token for ${user}: ${answer.text}`);
  const token = child(object(answer.text), 'token');
  const endpoints = children(token, 'catalog').map(service => {
    const found = children(service, 'endpoints').find(each => each.interface === 'public') ?? {};
    return [text(service, 'type'), text(found, 'url').replace(/\/$/, '')] as const;
  });
  return {
    token: answer.headers['x-subject-token'] ?? '',
    project: text(child(token, 'project'), 'id'),
    user: text(child(token, 'user'), 'id'),
    endpoints: new Map(endpoints),
  };
}

/** Reads JSON. @returns {} for what is no object */
export function object(source: string): JsonObject {
  try {
    const value: Json = parseJson(source);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
