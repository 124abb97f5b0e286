/** Metadata definitions. */
import { afterAll, describe, expect, test } from 'vitest';
import { compare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

const DBMS = 'OS::Software::DBMS';

describe('reading', () => {
  test('namespaces', async () => {
    await reads('list', 'image metadef namespace list --resource-types OS::Nova::Aggregate');
    await reads(
      'list',
      'image metadef namespace list --visibility public --resource-types OS::Cinder::Volume',
      {
        user: 'demo',
      },
    );
    await reads('show', `image metadef namespace show ${DBMS}`);
    await reads('show', 'image metadef namespace show OS::Compute::Libvirt', { user: 'demo' });
  });
  test('objects', async () => {
    await reads('list', `image metadef object list ${DBMS}`);
    await reads('show', `image metadef object show ${DBMS} MySQL`, { user: 'demo' });
    await reads('show', `image metadef object property show ${DBMS} MySQL sw_database_mysql_version`);
  });
  test('properties', async () => {
    await reads('list', 'image metadef property list OS::Compute::Libvirt', { user: 'demo' });
    await reads('show', 'image metadef property show OS::Compute::Libvirt serial_port_count');
    await reads('show', 'image metadef property show OS::Compute::CPUPinning cpu_policy');
  });
  test('types of resources', async () => {
    await reads('list', 'image metadef resource type association list OS::Compute::Libvirt', {
      user: 'demo',
    });
    await compare('all types', 'image metadef resource type list', undefined, {
      code: 0,
      // Whatever namespaces of other tests are for is a type as well.
      edit: stdout => [...new Set(stdout.match(/OS::(Glance|Cinder|Nova|Trove)::\w+/g))].sort().join('\n'),
    });
  });

  test.each([
    'image metadef namespace show nosuch',
    'image metadef namespace show "no such"',
    'image metadef namespace list --visibility shared',
    'image metadef namespace create',
    'image metadef namespace create --public --private x',
    `image metadef namespace create ${DBMS}`,
    'image metadef namespace delete nosuch other',
    'image metadef namespace delete OS::Compute::TPM',
    'image metadef namespace set nosuch --tag a',
    'image metadef namespace set --protected --unprotected x',
    'image metadef namespace unset nosuch',
    'image metadef namespace unset nosuch --tag a --all-tags',
    'image metadef namespace unset nosuch --tag a',
    'image metadef namespace unset nosuch --all-tags',
    'image metadef object list nosuch',
    'image metadef object show nosuch x',
    `image metadef object show ${DBMS} nosuch`,
    'image metadef object create x',
    'image metadef object create --namespace nosuch x',
    `image metadef object update ${DBMS} nosuch --name x`,
    `image metadef object delete ${DBMS} nosuch other`,
    'image metadef object delete nosuch',
    `image metadef object property show ${DBMS} MySQL nosuch`,
    `image metadef object property show ${DBMS} nosuch x`,
    'image metadef property list nosuch',
    'image metadef property show nosuch x',
    `image metadef property show ${DBMS} nosuch`,
    'image metadef property create --name a x',
    `image metadef property create --name a --title b --type string --schema '{"x' ${DBMS}`,
    `image metadef property create --name a --title b --type string --schema '[1]' ${DBMS}`,
    `image metadef property create --name a --title b --type string --schema '"ab"' ${DBMS}`,
    `image metadef property create --name a --title b --type nosuch --schema '{}' ${DBMS}`,
    `image metadef property create --name a --title b --type string --schema '{}' nosuch`,
    `image metadef property set --title x ${DBMS} nosuch`,
    `image metadef property delete ${DBMS} nosuch other`,
    'image metadef property delete nosuch',
    'image metadef resource type association list nosuch',
    'image metadef resource type association create nosuch x',
    'image metadef resource type association delete nosuch x y',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });

  test.each([
    'image metadef namespace create x',
    `image metadef namespace set --public ${DBMS}`,
    `image metadef namespace unset --tag a ${DBMS}`,
    `image metadef namespace unset --all-tags ${DBMS}`,
    `image metadef namespace delete ${DBMS} nosuch`,
    `image metadef object create --namespace ${DBMS} x`,
    `image metadef object update ${DBMS} MySQL --name x`,
    `image metadef object delete ${DBMS} MySQL`,
    `image metadef object delete ${DBMS}`,
    `image metadef property create --name a --title b --type string --schema '{}' ${DBMS}`,
    'image metadef property set --title x OS::Compute::Libvirt boot_menu',
    'image metadef property delete OS::Compute::Libvirt boot_menu',
    `image metadef resource type association create ${DBMS} x`,
    `image metadef resource type association delete ${DBMS} OS::Glance::Image`,
    `image metadef resource type association delete --force ${DBMS} OS::Glance::Image x`,
  ])('a user without rights: %s', async line => {
    await compare('refused', line, undefined, { user: 'demo', code: 1 });
  });
});

describe('changing', () => {
  const space = twins('space');
  afterAll(async () => {
    await space.remove('image metadef namespace set --unprotected {}');
    await space.remove('image metadef namespace set --unprotected {}-2');
    await space.remove('image metadef namespace delete {} {}-2');
  });
  const fine = { code: 0 };

  test('a namespace', async () => {
    await space.compare(
      "image metadef namespace create --display-name Shown --description 'of two' {}",
      fine,
    );
    await space.compare('image metadef namespace create --public --protected {}-2 -f json', fine);
    await space.compare('image metadef namespace create {}', { code: 1 });
    await space.compare('image metadef namespace show {}', { user: 'demo', code: 1 });
    await space.compare('image metadef namespace set {} --tag a --tag b --tag a', { code: 1 });
    await space.reads('show', 'image metadef namespace show {}');
    await space.compare("image metadef namespace set --public --protected --display-name '' {}", fine);
    await space.reads('show', 'image metadef namespace show {}');
    await space.compare('image metadef namespace unset {} --tag a --tag nosuch', { code: 1 });
    await space.compare('image metadef namespace delete {} {}-2', { code: 1 });
    await space.compare('image metadef namespace set --unprotected {}', fine);
    await space.compare('image metadef namespace unset {} --all-tags', fine);
    await space.reads('show', 'image metadef namespace show {}');
    await space.compare('image metadef namespace set --unprotected --description x {}-2', fine);
    await space.compare('image metadef namespace delete {}-2 nosuch', { code: 1 });
  });

  test('objects', async () => {
    await space.compare('image metadef object create --namespace {} one', fine);
    await space.compare('image metadef object create --namespace {} two -f json', fine);
    await space.compare('image metadef object create --namespace {} one', { code: 1 });
    await space.reads('list', 'image metadef object list {}');
    await space.compare('image metadef object update {} one', fine);
    await space.compare('image metadef object update {} one --name three', fine);
    await space.compare('image metadef object update {} three --name two', { code: 1 });
    await space.reads('show', 'image metadef object show {} three');
    await space.compare('image metadef object property show {} three nosuch', { code: 1 });
    await space.compare('image metadef object delete {} three one', { code: 1 });
    await space.compare('image metadef object delete {}', fine);
    await space.compare('image metadef object list {}', fine);
  });

  test('properties', async () => {
    const whole =
      '{"minimum": 1, "maximum": 9, "default": "3", "operators": ["<in>"], "enum": ["a", "b"], "readonly": true, ' +
      '"is_readonly": true, "minLength": 2, "items": {"type": "string"}, "description": "long", "nosuch": 1}';
    await space.compare(
      `image metadef property create --name one --title One --type string --schema '${whole}' {}`,
      fine,
    );
    await space.compare(
      `image metadef property create --name two --title Two --type integer --schema '{"title": "Other"}' {} -f json`,
      fine,
    );
    await space.compare("image metadef property create --name one --title x --type string --schema '{}' {}", {
      code: 1,
    });
    await space.reads('list', 'image metadef property list {}');
    await space.reads('show', 'image metadef property show {} one');
    await space.compare('image metadef property set --title New --schema \'{"maximum": 10}\' {} one', fine);
    await space.compare('image metadef property set --name two {} one', { code: 1 });
    await space.compare("image metadef property set --schema '{\"' {} one", { code: 1 });
    await space.compare('image metadef property set --name three --type array {} one', fine);
    await space.reads('show', 'image metadef property show {} three');
    await space.compare('image metadef property delete {} one three', { code: 1 });
    await space.compare('image metadef property delete {}', fine);
    await space.compare('image metadef property list {}', fine);
  });

  test('types of resources', async () => {
    const association = 'image metadef resource type association';
    await space.compare(`${association} create {} OS::Nova::Server`, fine);
    await space.compare(`${association} create {} OS::Nova::Flavor --properties-target image -f json`, fine);
    await space.compare(`${association} create {} OS::Nova::Server`, { code: 1 });
    await space.reads('list', `${association} list {}`);
    await space.compare(`${association} delete {} nosuch OS::Nova::Server`, { code: 1 });
    await space.prepare('image metadef namespace set --protected --public --description gone {}');
    await space.compare(`${association} delete {} OS::Nova::Flavor`, { code: 1 });
    await space.compare(`${association} delete --force {} OS::Nova::Flavor nosuch`, { code: 1 });
    await space.reads('show', 'image metadef namespace show {}');
    await space.compare(`${association} list {}`, fine);
  });
});
