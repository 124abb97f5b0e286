/** XML that daemons describe things in: questions to it, and parts of it printed as libxml2 does. */
import { type Attr, DOMParser, type Element, Node, onErrorStopParsing } from '@xmldom/xmldom';
import xpath from 'xpath';

/** A part of a description. */
export type XmlNode = Node;

/** An expression that finds something else than nodes. */
export class NoNodes extends Error {}

/** Text that is no XML. */
export class XmlError extends Error {}

/** A description that can be asked. */
export class Xml {
  private readonly document;

  /** @throws XmlError */
  constructor(text: string) {
    try {
      // The parser would print what is wrong, and go on where it can.
      this.document = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
    } catch (error) {
      throw new XmlError('the XML cannot be read', { cause: error });
    }
  }

  /**
   * The nodes that an expression finds, in the order of the document.
   * @param from where it starts; left out: at the root
   * @throws NoNodes; the library's error for what is no expression
   */
  nodes(expression: string, from: Node = this.document): readonly Node[] {
    const found = xpath.select(expression, from);
    if (!Array.isArray(found)) throw new NoNodes(expression);
    return found;
  }

  /** The text of the first node that an expression finds; undefined where it is empty or there is none. */
  text(expression: string, from?: Node): string | undefined {
    const text = this.nodes(expression, from)[0]?.textContent;
    return text === null || text === '' ? undefined : text;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
};

/** Text with characters of it as XML writes them. @param which those characters, global */
export const escaped = (text: string, which: RegExp): string =>
  text.replace(which, character => ESCAPES[character] ?? '');
const attributeText = ({ name, value }: Attr): string => ` ${name}="${escaped(value, /[&<>"\n\t\r]/g)}"`;

/** Nodes as libxml2 prints them: indented by two, but not where there is text; blanks between elements do not count. */
export function nodesText(nodes: readonly Node[]): string[] {
  return nodes.map(node => nodeText(node, ''));
}

/** A node as it was written: what stands between elements stays (virXMLNodeToString). */
export function writtenText(node: Node): string {
  if (!isElement(node) || !node.hasChildNodes()) return nodeText(node, undefined);
  const attributes = [...node.attributes].map(attributeText).join('');
  return `<${node.nodeName}${attributes}>${[...node.childNodes].map(writtenText).join('')}</${node.nodeName}>`;
}

/** Nodes inside an element `nodes`. */
export function wrappedText(nodes: readonly Node[]): string {
  const attributes = nodes.filter(isAttribute).map(attributeText).join('');
  return elementText(
    'nodes',
    attributes,
    nodes.filter(node => !isAttribute(node)),
    '',
  );
}

const isAttribute = (node: Node): node is Attr => node.nodeType === Node.ATTRIBUTE_NODE;
/** Whether a node is an element. */
export const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;
const isText = ({ nodeType }: Node): boolean =>
  nodeType === Node.TEXT_NODE || nodeType === Node.CDATA_SECTION_NODE;

/** @param indent what stands in front of children's lines less two blanks; undefined: there are no lines */
function nodeText(node: Node, indent: string | undefined): string {
  if (isAttribute(node)) return attributeText(node);
  if (node.nodeType === Node.TEXT_NODE) return escaped(node.nodeValue ?? '', /[&<>\r]/g);
  if (node.nodeType === Node.CDATA_SECTION_NODE) return `<![CDATA[${node.nodeValue ?? ''}]]>`;
  if (node.nodeType === Node.COMMENT_NODE) return `<!--${node.nodeValue ?? ''}-->`;
  if (!isElement(node)) return [...node.childNodes].map(child => nodeText(child, indent)).join('\n');
  const attributes = [...node.attributes].map(attributeText).join('');
  return elementText(node.nodeName, attributes, [...node.childNodes], indent);
}

function elementText(
  name: string,
  attributes: string,
  all: readonly Node[],
  indent: string | undefined,
): string {
  const mixed = all.some(isElement);
  const children = all.filter(
    node => !(mixed && node.nodeType === Node.TEXT_NODE && /^\s*$/.test(node.nodeValue ?? '')),
  );
  if (children.length === 0) return `<${name}${attributes}/>`;
  const inner = indent === undefined || children.some(isText) ? undefined : `${indent}  `;
  const texts = children.map(child => nodeText(child, inner));
  return inner === undefined
    ? `<${name}${attributes}>${texts.join('')}</${name}>`
    : `<${name}${attributes}>\n${texts.map(text => `${inner}${text}\n`).join('')}${indent}</${name}>`;
}
