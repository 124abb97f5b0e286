#!/usr/bin/env node
/**
 * Writes src/clients/libvirt/protocol/ from the protocol's definitions in libvirt's sources (src/remote/*.x), which are
 * not part of this repository: numbers and structures are taken over, the rest is not. Run it for a newer libvirt:
 *
 *     node scripts/libvirt-protocol.js LIBVIRT-SOURCES && npx biome check --write src/clients/libvirt/protocol
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = process.argv[2];
if (sources === undefined) {
  console.error('usage: libvirt-protocol.js LIBVIRT-SOURCES');
  process.exit(2);
}
const folder = join(
  dirname(dirname(fileURLToPath(import.meta.url))),
  'src',
  'clients',
  'libvirt',
  'protocol',
);

/** Lengths that libvirt's public headers have. */
const HEADERS = {
  VIR_UUID_BUFLEN: 16,
  VIR_SECURITY_MODEL_BUFLEN: 257,
  VIR_SECURITY_LABEL_BUFLEN: 4097,
  VIR_SECURITY_DOI_BUFLEN: 257,
};

/** The first rule that a procedure's name fits says which file it is in. */
const AREAS = [
  ['qemu', /^qemu/],
  ['session', /^(auth|connect(Open|Close|RegisterClose|UnregisterClose|SupportsFeature|SetIdentity)$)/],
  ['event', /(Event[A-Z]|EventBlock|Event(Dereg|Reg))|^connectDomainEvent|^domainEvent/],
  ['snapshot', /Snapshot/],
  ['checkpoint', /Checkpoint|Backup/],
  ['nwfilter', /nwfilter/i],
  ['node-device', /^nodeDevice|NodeDevice|^nodeNumOfDevices|^nodeListDevices/],
  ['network', /^network|^connect.*Network/],
  ['storage', /^storage|^connect.*Storage/],
  ['secret', /^secret|^connect.*Secrets$/],
  ['interface', /^interface|^connect.*Interfaces$/],
  ['hypervisor', /^(node|connect(Get|Compare|Baseline|Is))/],
  ['domain-migrate', /^domainMigrate/],
  ['domain-block', /^domain(Block|SetBlock|GetBlock|GetDisk)/],
  [
    'domain-guest',
    /^domain(Fs|FS|.*Guest|.*Agent|.*Time$|.*Hostname|.*User|.*Authorized|InterfaceAddresses|PmSuspend|PmWakeup|Shutdown|Reboot|SendKey|InjectNmi)/,
  ],
  ['domain-cpu', /^domain.*(Vcpu|Emulator|Iothread|IoThread|Cpu)/],
  [
    'domain-tuning',
    /^domain.*(Scheduler|Memory|Numa|InterfaceP|SetInterface|GetInterface|Perf|Blkio|LaunchSecurity)/,
  ],
  ['domain-device', /^domain(Attach|Detach|UpdateDevice|Open|Screenshot|SendProcess)/],
  ['domain-image', /^domain(Save|Restore|ManagedSave|HasManagedSave|CoreDump|.*Job)/],
  ['domain', /^(domain|connect)/],
];

const camel = name => name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
/** Fields that are spelled in capitals already keep them. */
const fieldName = name => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
/** Types that would be called as a call is, or as a word of the language. */
const SHARED_NAMES = {
  interface: 'iface',
  nodeGetCpuStats: 'nodeCpuStat',
  nodeGetMemoryStats: 'nodeMemoryStat',
};
const sharedName = name => {
  const plain = camel(name.replace(/^remote_(nonnull_)?/, ''));
  return SHARED_NAMES[plain] ?? plain;
};

const text = ['remote', 'qemu']
  .map(name => readFileSync(join(sources, 'src', 'remote', `${name}_protocol.x`), 'utf8'))
  .join('\n');
const bare = text.replace(/\/\*[\s\S]*?\*\//g, '');

const constants = new Map(Object.entries(HEADERS));
for (const [, name, value] of bare.matchAll(/const (\w+)\s*=\s*(\w+);/g)) {
  constants.set(name, constants.get(value) ?? Number(value));
}
const amount = word => {
  const value = constants.get(word) ?? Number(word);
  if (!Number.isInteger(value)) throw new Error(`unknown length ${word}`);
  return value;
};

const structs = new Map();
for (const [, name, body] of bare.matchAll(/struct (\w+) \{([^}]*)\};/g)) {
  const fields = body
    .split(';')
    .map(field => field.trim())
    .filter(Boolean);
  structs.set(
    name,
    fields.map(field => /^(.+?)\s*(\*?)(\w+)(?:([<[])(\w+)[>\]])?$/.exec(field.replace(/\s+/g, ' '))),
  );
}
const nullable = new Map(
  [...bare.matchAll(/typedef (remote_nonnull_\w+) \*(\w+);/g)].map(([, of, name]) => [name, of]),
);

const NUMBERS = {
  int: 'int',
  'unsigned int': 'uint',
  unsigned: 'uint',
  hyper: 'hyper',
  'unsigned hyper': 'uhyper',
  double: 'double',
  char: 'int',
  'unsigned char': 'uint',
  'unsigned short': 'uint',
  remote_auth_type: 'int',
};

/** One file in the making: what it says, and what it takes from elsewhere. */
class Unit {
  lines = [];
  xdr = new Set();
  types = new Set();
  makers = new Set();
  use(set, name) {
    set.add(name);
    return name;
  }
  /** The expression for a type without its length. */
  type(name) {
    if (NUMBERS[name]) return this.use(this.xdr, NUMBERS[name]);
    if (name === 'remote_string') return `${this.use(this.xdr, 'optional')}(${this.use(this.types, 'text')})`;
    if (name === 'remote_nonnull_string') return this.use(this.types, 'text');
    if (nullable.has(name)) return `${this.use(this.xdr, 'optional')}(${this.type(nullable.get(name))})`;
    if (name !== 'remote_uuid' && name !== 'remote_typed_param' && !structs.has(name))
      throw new Error(`unknown type ${name}`);
    if (/_(ret|msg)$/.test(name)) return `${this.use(this.xdr, 'struct')}(${this.fields(name)})`;
    return this.use(this.types, sharedName(name));
  }
  /** The expression for a field's type. */
  field([whole, type, star, name, bracket, length]) {
    if (type === 'opaque' || (type === 'char' && bracket)) {
      const kind =
        type === 'opaque'
          ? bracket === '['
            ? 'fixed'
            : 'opaque'
          : bracket === '['
            ? 'charArray'
            : name === 'data'
              ? 'charBytes'
              : 'charText';
      return `${this.use(this.xdr, kind)}(${amount(length)})`;
    }
    const one = this.type(type);
    if (star) return `${this.use(this.xdr, 'optional')}(${one})`;
    if (bracket === undefined) return one;
    if (!whole) throw new Error('a field without a declaration');
    return `${this.use(this.xdr, bracket === '<' ? 'list' : 'array')}(${one}, ${amount(length)})`;
  }
  fields(name) {
    const fields = structs.get(name) ?? [];
    return `{ ${fields.map(field => `${fieldName(field[3])}: ${this.field(field)}`).join(', ')} }`;
  }
}

const HEAD = '// Written by scripts/libvirt-protocol.js.\n';
const imports = (names, from) =>
  names.size > 0 ? `import { ${[...names].sort().join(', ')} } from '${from}';\n` : '';

/* What several calls share. */
const shared = new Unit();
for (const name of structs.keys()) {
  if (/_(args|ret|msg)$/.test(name) || name === 'remote_typed_param' || name === 'remote_error') continue;
  const own = sharedName(name);
  const type = own[0].toUpperCase() + own.slice(1);
  shared.lines.push(
    `export const ${own} = ${shared.use(shared.xdr, 'struct')}(${shared.fields(name)});`,
    `export type ${type} = Of<typeof ${own}>;`,
  );
}
const textLine = `export const text = ${shared.use(shared.xdr, 'string')}(${amount('REMOTE_STRING_MAX')});`;
const uuidLine = `export const uuid = ${shared.use(shared.xdr, 'fixed')}(${amount('VIR_UUID_BUFLEN')});`;
writeFileSync(
  join(folder, 'types.ts'),
  `${HEAD}/** Types that several calls of the protocol share. */\n${imports(new Set([...shared.xdr, 'type Of']), '../xdr.ts')}` +
    `import { typedParam } from './typed-param.ts';\nexport { typedParam };\n\n${[textLine, uuidLine, ...shared.lines].join('\n')}\n`,
);

/* The calls, file by file. */
const units = new Map();
const declared = /((?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*)?)(REMOTE|QEMU)_PROC_(\w+)\s*=\s*(\d+)/g;
/** Events as they were before callbacks had numbers (libvirt 1.3), which a newer call tells as well. */
const isOld = name =>
  /^CONNECT_DOMAIN_EVENT_(DE)?REGISTER/.test(name) ||
  (/^DOMAIN_EVENT_(?!CALLBACK_)/.test(name) &&
    !structs.get(`remote_${name.toLowerCase()}_msg`)?.some(field => field[3] === 'callbackID'));

for (const [, comment, program, name, number] of text.matchAll(declared)) {
  const qemu = program === 'QEMU';
  const stem = `${qemu ? 'qemu' : 'remote'}_${name.toLowerCase()}`;
  const own = camel(qemu ? `qemu_${name}` : name);
  if (isOld(name)) continue;
  const area = AREAS.find(([, rule]) => rule.test(own))?.[0];
  if (area === undefined) throw new Error(`no file for ${own}`);
  const unit = units.get(area) ?? new Unit();
  units.set(area, unit);
  if (structs.has(`${stem}_msg`)) {
    const maker = unit.use(unit.makers, qemu ? 'qemuEvent' : 'event');
    unit.lines.push(`export const ${own} = ${maker}(${number}, ${unit.fields(`${stem}_msg`)});`);
    continue;
  }
  const streams = /@(read|write)stream/.test(comment);
  const maker = unit.use(unit.makers, qemu ? 'qemuProcedure' : streams ? 'streaming' : 'procedure');
  unit.lines.push(
    `export const ${own} = ${maker}(${number}, ${unit.fields(`${stem}_args`)}, ${unit.fields(`${stem}_ret`)});`,
  );
}
for (const [area, unit] of units) {
  writeFileSync(
    join(folder, `${area}.ts`),
    `${HEAD}${imports(unit.xdr, '../xdr.ts')}${imports(unit.makers, './procedure.ts')}${imports(unit.types, './types.ts')}\n` +
      `${unit.lines.join('\n')}\n`,
  );
  console.log(`${area}: ${unit.lines.length}`);
}
