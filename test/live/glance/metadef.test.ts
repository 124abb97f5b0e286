import { afterAll, beforeAll, describe, test } from 'vitest';
import { names, same } from './lib.ts';

describe('what is there', () => {
  test.each([
    'md-namespace-list',
    'md-namespace-list --page-size 3 --resource-types OS::Nova::Flavor',
    'md-namespace-list --resource-types OS::Glance::Image --resource-types OS::Cinder::Volume --visibility public',
    'md-namespace-show OS::Compute::CPUPinning',
    'md-namespace-show OS::Compute::CPUPinning --max-column-width 30',
    'md-namespace-show OS::Compute::CPUPinning --max-column-width 0',
    'md-namespace-show OS::Compute::CPUPinning --resource-type OS::Glance::Image',
    'md-namespace-resource-type-list OS::Compute::CPUPinning',
    'md-property-list OS::Compute::CPUPinning',
    'md-property-show OS::Compute::CPUPinning cpu_policy',
    'md-property-show OS::Compute::CPUPinning cpu_policy --max-column-width 20',
    'md-object-list OS::Compute::Quota',
    'md-tag-list OS::Compute::Quota',
  ])('%s', line => same(line, { code: 0, edit: text => text }));

  test('an object', async () => {
    await same(['md-object-show', 'OS::Compute::Quota', 'CPU Limits'], { code: 0 });
    await same(['md-object-property-show', 'OS::Compute::Quota', 'CPU Limits', 'quota:cpu_quota'], {
      code: 0,
    });
    await same(['md-object-property-show', 'OS::Compute::Quota', 'CPU Limits', 'nosuch'], { code: 1 });
  });

  test.each([
    'md-namespace-show nosuch',
    'md-namespace-show OS::Compute::CPUPinning --max-column-width -4',
    'md-namespace-show OS::Compute::CPUPinning --max-column-width x',
    'md-namespace-list --visibility nosuch',
    'md-namespace-update nosuch --owner x',
    'md-namespace-delete nosuch',
    'md-namespace-resource-type-list nosuch',
    'md-namespace-objects-delete nosuch',
    'md-namespace-properties-delete nosuch',
    'md-namespace-tags-delete nosuch',
    'md-property-list nosuch',
    'md-property-show OS::Compute::CPUPinning nosuch',
    'md-property-update nosuch nosuch --name x',
    'md-property-delete nosuch nosuch',
    'md-object-list nosuch',
    'md-object-show OS::Compute::Quota nosuch',
    'md-object-update nosuch nosuch --name x',
    'md-object-delete nosuch nosuch',
    'md-tag-list nosuch',
    'md-tag-show nosuch nosuch',
    'md-tag-create nosuch --name x',
    'md-tag-create-multiple nosuch --names a,b',
    'md-tag-create-multiple nosuch --names a,b --append',
    'md-tag-update nosuch nosuch --name x',
    'md-tag-delete nosuch nosuch',
    'md-resource-type-associate nosuch --name x',
    'md-resource-type-associate nosuch --prefix x',
    'md-resource-type-deassociate nosuch nosuch',
    'md-namespace-import --file /nosuch',
    'md-namespace-import',
    'md-namespace-create x --visibility nosuch',
    'md-namespace-create x --resource-type-associations a b',
    `md-namespace-create ${'x'.repeat(81)}`,
    'md-property-create nosuch --name a --title b --type nosuch --schema {}',
    'md-property-create nosuch --name a --title b --type string --schema x',
    'md-property-create nosuch --name a --title b --type string --schema [1]',
    'md-property-create nosuch --name a --title b --type string --schema 5',
    'md-property-create nosuch --name a --title b --type string --schema {"nosuch":1}',
    'md-object-create nosuch --name a --schema x',
    'md-object-create nosuch --name a --schema {"properties":{"a":{}}}',
    'md-object-create nosuch --name a --schema {"nosuch":1,"also":2}',
  ])('%s', line => same(splitAtBlanks(line), { code: 1 }));

  test.each([
    ['md-tag-create', 'x', '--name', ' '],
    ['md-tag-update', 'x', 'y', '--name', ''],
    ['md-tag-create-multiple', 'x', '--names', ' , '],
  ])('%s %s %s', (...line) => same(line, { code: 1 }));

  test.each(['x', '[]', '5', 'null', '{"nosuch": 1}', '{}'])('importing %s', stdin =>
    same('md-namespace-import', { stdin, code: 1 }),
  );

  test('as demo', () => same('md-namespace-delete OS::Compute::CPUPinning', { user: 'demo', code: 1 }));
});

/** JSON has quotes that are no shell's. */
function splitAtBlanks(line: string): string[] {
  return line.split(' ');
}

describe('a namespace', () => {
  const space = names('space');
  afterAll(() => space.remove('md-namespace-delete {}'));

  test('create, change, delete', async () => {
    await space.compare(
      [
        'md-namespace-create',
        '{}',
        '--display-name',
        'A name',
        '--description',
        'words '.repeat(30).trim(),
        '--visibility',
        'private',
      ],
      { code: 0 },
    );
    await space.compare('md-namespace-create {}', { code: 1 });
    await space.compare('md-namespace-show {}', { code: 0 });
    await space.compare('md-namespace-update {} --description other --protected true', { code: 0 });
    await space.compare('md-namespace-delete {}', { code: 1 });
    await space.compare('md-namespace-update {} --protected false --visibility public', { code: 0 });
    await space.compare('md-namespace-update {} --visibility nosuch', { code: 1 });
    await space.compare('md-resource-type-associate {} --name OS::Nova::Flavor --prefix gl:', { code: 0 });
    await space.compare('md-resource-type-associate {} --name OS::Nova::Flavor', { code: 1 });
    await space.compare('md-namespace-resource-type-list {}', { code: 0 });
    await space.compare('md-namespace-show {} --resource-type OS::Nova::Flavor', { code: 0 });
    await space.compare('md-namespace-update {} --display-name again', { code: 0 });
    await space.compare('md-resource-type-deassociate {} OS::Nova::Flavor', { code: 0 });
    await space.compare('md-resource-type-deassociate {} OS::Nova::Flavor', { code: 1 });
    await space.compare('md-namespace-update {} --namespace {}-2', { code: 0 });
    await space.compare('md-namespace-delete {}-2', { code: 0 });
  });
});

describe('what is in a namespace', () => {
  const space = names('parts');
  beforeAll(() => space.prepare('md-namespace-create {}'));
  afterAll(() => space.remove('md-namespace-delete {}'));

  test('properties', async () => {
    const schema = '{"description": "How many", "minimum": 1, "default": 2.0, "operators": ["<or>"]}';
    await space.compare(
      [
        'md-property-create',
        '{}',
        '--name',
        'count',
        '--title',
        'Count',
        '--type',
        'integer',
        '--schema',
        schema,
      ],
      { code: 0 },
    );
    await space.compare('md-property-create {} --name count --title Count --type integer --schema {}', {
      code: 1,
    });
    await space.compare('md-property-show {} count', { code: 0 });
    await space.compare('md-property-list {}', { code: 0 });
    await space.compare(
      ['md-property-update', '{}', 'count', '--title', 'How many', '--schema', '{"maximum": 5}'],
      { code: 0 },
    );
    await space.compare(['md-property-update', '{}', 'count', '--schema', '{"type": "nosuch"}'], { code: 1 });
    await space.compare(['md-property-update', '{}', 'count', '--schema', 'x'], { code: 1 });
    await space.compare('md-property-update {} count --name number', { code: 0 });
    await space.compare('md-namespace-show {}', { code: 0 });
    await space.compare('md-property-delete {} number', { code: 0 });
    await space.compare('md-namespace-properties-delete {}', { code: 0 });
  });

  test('objects', async () => {
    const schema =
      '{"description": "An object with a description that does not fit into fifty columns", "properties": {"a": {"type": "string", "title": "A"}}}';
    await space.compare(['md-object-create', '{}', '--name', 'thing', '--schema', schema], { code: 0 });
    await space.compare(['md-object-create', '{}', '--name', 'thing', '--schema', '{}'], { code: 1 });
    await space.compare('md-object-list {}', { code: 0 });
    await space.compare('md-object-show {} thing', { code: 0 });
    await space.compare('md-object-show {} thing --max-column-width 20', { code: 0 });
    await space.compare('md-object-property-show {} thing a', { code: 0 });
    await space.compare(['md-object-update', '{}', 'thing', '--schema', '{"description": "other"}'], {
      code: 0,
    });
    await space.compare('md-object-update {} thing --name another', { code: 0 });
    await space.compare('md-object-delete {} another', { code: 0 });
    await space.compare('md-object-list {}', { code: 0 });
    await space.compare('md-namespace-objects-delete {}', { code: 0 });
  });

  test('tags', async () => {
    await space.compare('md-tag-create {} --name one', { code: 0 });
    await space.compare('md-tag-create {} --name one', { code: 1 });
    await space.compare('md-tag-show {} one', { code: 0 });
    await space.compare('md-tag-update {} one --name two', { code: 0 });
    await space.compare('md-tag-list {}', { code: 0 });
    await space.compare(['md-tag-create-multiple', '{}', '--names', 'a, b'], { code: 0, edit: sortedLines });
    await space.compare(['md-tag-create-multiple', '{}', '--names', 'c;d', '--delim', ';'], {
      code: 0,
      edit: sortedLines,
    });
    await space.compare('md-tag-delete {} c', { code: 0 });
    await space.compare('md-namespace-tags-delete {}', { code: 0 });
    await space.compare('md-tag-list {}', { code: 0 });
  });

  test('all of it imported', async () => {
    const whole = names('whole');
    const stdin = (name: string): string =>
      JSON.stringify({
        namespace: name,
        display_name: 'Whole',
        visibility: 'private',
        resource_type_associations: [{ name: 'OS::Nova::Flavor', prefix: 'x:' }],
        properties: { p: { title: 'P', type: 'string' } },
        objects: [{ name: 'o', properties: { q: { title: 'Q', type: 'integer', minimum: 1.5 } } }],
        tags: [{ name: 't' }],
      });
    // One side after the other, since standard input is what differs.
    await same('md-namespace-import', { stdin: stdin('OS::Compute::CPUPinning'), code: 1 });
    await whole.remove('md-namespace-delete {}');
  });
});

/** The rows of a table in order: the service gives tags in none. */
function sortedLines(text: string): string {
  return text.split('\n').sort().join('\n');
}
