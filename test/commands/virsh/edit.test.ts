/** Editing: what becomes of a description, and of what was written when it is not taken. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  domainDefineXml,
  domainDefineXmlFlags,
  domainGetXmlDesc,
  domainLookupByName,
} from '../../../src/clients/libvirt/protocol/domain.ts';
import { type Answer, answer, listen, Refusal } from '../../clients/libvirt/listening.ts';
import { runLine } from '../../harness/run.ts';

const dom = { name: 'vm', uuid: new Uint8Array(16), id: 7 };
const fetch = answer(domainGetXmlDesc, () => ({ xml: '<domain/>' }));
const refuse = answer(domainDefineXmlFlags, () => {
  throw new Refusal(27, 'XML error: no name');
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ostk-edit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Options {
  readonly keys?: string;
  readonly name?: string;
  /** What the editor writes, one text a round (default: the same each time). */
  readonly texts?: readonly string[];
  readonly fails?: boolean;
}

async function edit(answers: readonly Answer[], { keys, name = 'virsh', texts, fails }: Options = {}) {
  const daemon = await listen([answer(domainLookupByName, () => ({ dom })), ...answers]);
  const opened: string[] = [];
  try {
    const line = ['-c', daemon.uri, 'edit', 'vm'];
    const { code, stdout, stderr } = await runLine(name === 'ostk' ? ['virsh', ...line] : line, {
      name,
      env: { EDITOR: 'nano', VISUAL: undefined, TMPDIR: folder },
      ...(keys === undefined ? {} : { keys: keys[Symbol.iterator]() }),
      runProgram: async ([editor, path = '']) => {
        opened.push(`${editor} ${readFileSync(path, 'utf8')}`);
        writeFileSync(path, texts?.[opened.length - 1] ?? '<domain id="1"/>');
        return { code: fails ? 1 : 0, signal: undefined };
      },
    });
    return { code, stdout, stderr, opened, left: readdirSync(folder) };
  } finally {
    daemon.close();
  }
}

it('defines what was edited, by the schema', async () => {
  const defined: unknown[] = [];
  const define = answer(domainDefineXmlFlags, args => {
    defined.push(args);
    return { dom };
  });
  expect(await edit([fetch, define])).toEqual({
    code: 0,
    stdout: "Domain 'vm' XML configuration edited.\n\n",
    stderr: '',
    opened: ['nano <domain/>'],
    left: [],
  });
  expect(defined).toEqual([{ xml: '<domain id="1"/>', flags: 1 }]);
});

it('defines nothing where nothing was changed', async () => {
  expect(await edit([fetch], { texts: ['<domain/>'] })).toMatchObject({
    code: 0,
    stdout: "Domain 'vm' XML configuration not changed.\n\n",
    left: [],
  });
});

it("keeps what was refused under ostk's own name, and says where and why", async () => {
  const { code, stdout, stderr, left } = await edit([fetch, refuse], { name: 'ostk' });
  const path = join(folder, left[0] ?? '');
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '\n',
    stderr: `error: Nothing was changed; what you edited is kept in ${path}\nerror: XML error: no name\n`,
  });
  expect(readFileSync(path, 'utf8')).toBe('<domain id="1"/>');
});

it('keeps it too when the editor fails, but nothing that was not changed', async () => {
  const failed = await edit([fetch], { name: 'ostk', fails: true });
  expect(failed.stderr).toMatch(
    /kept in .*\nerror: internal error: Child process \(nano .*\) unexpected exit status 1\n$/,
  );
  expect(failed.left).toHaveLength(1);
  rmSync(join(folder, failed.left[0] ?? ''));
  expect((await edit([fetch], { name: 'ostk', fails: true, texts: ['<domain/>'] })).left).toEqual([]);
});

it('is edited again, until it is right', async () => {
  const define = answer(domainDefineXmlFlags, ({ xml }) => {
    if (xml === 'right') return { dom };
    throw new Refusal(27, 'XML error: no name');
  });
  expect(await edit([fetch, define], { keys: 'zY', texts: ['wrong', 'right'] })).toEqual({
    code: 0,
    stdout: `${'\rFailed. Try again? [y,n,i,f,?]: '.repeat(2)}\r\nDomain 'vm' XML configuration edited.\n\n`,
    stderr: 'error: XML error: no name\n',
    opened: ['nano <domain/>', 'nano wrong'],
    left: [],
  });
});

it('is defined without the schema, or given up', async () => {
  const define = answer(domainDefineXml, () => ({ dom }));
  expect(await edit([fetch, refuse, define], { keys: 'i' })).toMatchObject({ code: 0, left: [] });
  expect(await edit([fetch, refuse], { keys: 'n', name: 'ostk' })).toMatchObject({ code: 1, left: [] });
});

it('is not given up for Ctrl-C alone', async () => {
  const { left, code } = await edit([fetch, refuse], { keys: '\x03', name: 'ostk' });
  expect({ code, left: left.length }).toEqual({ code: 1, left: 1 });
});

it('asks before it undoes what somebody else has changed', async () => {
  let version = 0;
  const changing = answer(domainGetXmlDesc, () => ({ xml: `<domain id="${Math.min(++version, 2)}"/>` }));
  const define = answer(domainDefineXmlFlags, () => ({ dom }));
  expect(await edit([changing, define], { keys: 'f', texts: ['mine'] })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(
      '\rThe XML configuration was changed by another user. Try again? [y,n,i,f,?]: \r\n',
    ),
  });
});

it('an editor that is not there is named', async () => {
  const daemon = await listen([answer(domainLookupByName, () => ({ dom })), fetch]);
  const missing = Object.assign(new Error('spawn ENOENT'), { code: 'ENOENT' });
  const env = { EDITOR: 'vi', VISUAL: undefined, TMPDIR: folder };
  const runProgram = () => Promise.reject(missing);
  const { stderr } = await runLine(['-c', daemon.uri, 'edit vm'], { name: 'virsh', env, runProgram });
  daemon.close();
  expect(stderr).toBe("error: Cannot find 'vi' in path: No such file or directory\n");
});

it('domains have their turns in the editor', async () => {
  const define = answer(domainDefineXmlFlags, () => ({ dom }));
  const daemon = await listen([answer(domainLookupByName, () => ({ dom })), fetch, define]);
  let open = 0;
  const most: number[] = [];
  const env = { EDITOR: 'vi', VISUAL: undefined, TMPDIR: folder };
  const line = ['virsh', '-c', daemon.uri, 'edit', '--domain', 'vm', '--domain', 'vm'];
  const { code } = await runLine(line, {
    name: 'ostk',
    env,
    runProgram: async ([, path = '']) => {
      most.push(++open);
      await new Promise(resolve => setTimeout(resolve, 20));
      writeFileSync(path, 'changed');
      open--;
      return { code: 0, signal: undefined };
    },
  });
  daemon.close();
  expect({ code, most }).toEqual({ code: 0, most: [1, 1] });
});
