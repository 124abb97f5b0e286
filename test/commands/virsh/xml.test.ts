/** Descriptions: what expressions find in them, and how it is printed. */
import { describe, expect, test } from 'vitest';
import { NoNodes, nodesText, wrappedText, Xml, XmlError } from '../../../src/commands/virsh/lib/xml.ts';

const TEXT = `<domain type='kvm' id="3">
  <name>a &amp; b</name>
  <!-- two disks -->
  <devices>
    <disk><source file='/a "b"'/></disk>
    <disk>
    </disk>
  </devices>
</domain>
`;

const found = (expression: string): string[] => nodesText(new Xml(TEXT).nodes(expression));

describe('nodes are printed as libxml2 does', () => {
  test.each([
    ['//name', ['<name>a &amp; b</name>']],
    ['//name/text()', ['a &amp; b']],
    ['/domain/@*', [' type="kvm"', ' id="3"']],
    ['//source', ['<source file="/a &quot;b&quot;"/>']],
    ['//comment()', ['<!-- two disks -->']],
    ['//nope', []],
    [
      '/domain/devices/disk[1]/.. | //name',
      [
        '<name>a &amp; b</name>',
        '<devices>\n  <disk>\n    <source file="/a &quot;b&quot;"/>\n  </disk>\n  <disk>\n    </disk>\n</devices>',
      ],
    ],
  ])('%s', (expression, texts) => {
    expect(found(expression)).toEqual(texts);
  });

  test('inside an element of their own', () => {
    const nodes = new Xml(TEXT).nodes('//name | /domain/@type');
    expect(wrappedText(nodes)).toBe('<nodes type="kvm">\n  <name>a &amp; b</name>\n</nodes>');
    expect(wrappedText([])).toBe('<nodes/>');
    expect(wrappedText(new Xml(TEXT).nodes('//name/text()'))).toBe('<nodes>a &amp; b</nodes>');
  });
});

test.each(['string(/domain/name)', 'count(//*)'])('%s finds no nodes', expression => {
  expect(() => found(expression)).toThrow(NoNodes);
});

test('what is no expression, and what is no XML, is an error', () => {
  expect(() => found('///')).toThrow();
  expect(() => new Xml('<a><b></a>')).toThrow(XmlError);
});

test('the text of the first node; undefined where there is none', () => {
  const xml = new Xml(TEXT);
  expect(xml.text('/domain/@type')).toBe('kvm');
  expect(xml.text('/domain/@nope')).toBeUndefined();
});
