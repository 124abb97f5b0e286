/** Descriptions made for daemons, as libvirt writes its own: indented by two, in single quotes (virBuffer, virXMLFormatElement). */
import { DOMImplementation, type Element } from '@xmldom/xmldom';
import { escaped, isElement } from './xml.ts';

const document = new DOMImplementation().createDocument(null, '');

/** What XML has no way to say. */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f]/g;
const MARKUP = /[&<>"']/g;

/**
 * Makes an element.
 * @param attributes in order; those that are undefined are left out
 * @param children elements, or its text; what is undefined is left out
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly (Element | string | undefined)[]
): Element {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(key, value.replace(FORBIDDEN, ''));
  for (const child of children) {
    if (child === undefined) continue;
    made.appendChild(
      typeof child === 'string' ? document.createTextNode(child.replace(FORBIDDEN, '')) : child,
    );
  }
  return made;
}

/** An element that says something; undefined where it would have neither attributes nor children. */
export function elementIfAny(...args: Parameters<typeof element>): Element | undefined {
  const made = element(...args);
  return made.attributes.length > 0 || made.hasChildNodes() ? made : undefined;
}

/** The text of a description, its last line's end included. The root has its end tag even if it is empty. */
export function descriptionText(root: Element): string {
  return text(root, '', true);
}

function text(node: Element, indent: string, isOpen: boolean): string {
  const { tagName, childNodes } = node;
  const attributes = [...node.attributes].map(({ name, value }) => ` ${name}='${escaped(value, MARKUP)}'`);
  const start = `${indent}<${tagName}${attributes.join('')}`;
  const elements = [...childNodes].filter(isElement);
  if (elements.length === 0 && childNodes.length > 0)
    return `${start}>${escaped(node.textContent ?? '', MARKUP)}</${tagName}>\n`;
  if (elements.length === 0 && !isOpen) return `${start}/>\n`;
  const inner = elements.map(child => text(child, `${indent}  `, false)).join('');
  return `${start}>\n${inner}${indent}</${tagName}>\n`;
}
