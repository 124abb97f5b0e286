/** What a gsinitrc says. */
import { command, type Verbs } from '../../kernel/command.ts';
import { listCell } from '../../kernel/output/cells.ts';
import type { Cell } from '../../kernel/output/result.ts';

/** What stands in a password's place. */
const HIDDEN = '<redacted>';

const show = command({
  summary: 'Show the gsinitrc in use, without its passwords',
  params: {},
  output: 'show',
  auth: false,
  async run(context) {
    const { path, gsinitrc } = await context.gsinitrc();
    const { etcd, mongo } = gsinitrc;
    const [first, backup] = etcd.endpoints;
    const fields: readonly (readonly [string, Cell])[] = [
      ['File', path],
      ['AppInfo.EndPoint', first],
      ['AppInfo.BakEndPoint', backup],
      ['AppInfo.Username', etcd.username],
      ['AppInfo.Password', etcd.password && HIDDEN],
      ['AppInfo.MaxCallSendMsgSize', etcd.maxSend],
      ['AppInfo.MaxCallRecvMsgSize', etcd.maxReceive],
      ['AppInfo.KeepAliveTime', seconds(etcd.keepAliveTime)],
      ['AppInfo.KeepAliveTimeout', seconds(etcd.keepAliveTimeout)],
      ['AppInfo.Prefix', etcd.prefix],
      ['MongoConf.EndPoints', listCell([...mongo.endpoints])],
      ['MongoConf.Username', mongo.username],
      ['MongoConf.Password', mongo.password && HIDDEN],
      ['MongoConf.Timeout', seconds(mongo.timeout)],
      ['MongoConf.Worker', mongo.pool],
      ['MongoConf.Database', mongo.database],
    ];
    return { kind: 'show', fields: fields.filter(([, value]) => value !== undefined) };
  },
});

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

export default { show } satisfies Verbs;
