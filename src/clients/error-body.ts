/** The sentence in an error answer, whatever service made it. */
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';

/**
 * Takes the service's own sentence from an error body, by the rules of openstacksdk (`exceptions.raise_from_response`).
 * JSON: the `message` or `faultstring` of each value of the object, else of the object itself, one per line; HTML: its
 * lines without tags, each once, joined with `: `; other types: nothing.
 * @param contentType the answer's Content-Type
 * @param body the answer's body
 * @returns '' when it says nothing; the SDK then shows the reason phrase
 */
export function errorDetail(contentType: string, body: string): string {
  if (body === '') return '';
  if (contentType.includes('application/json')) return fromJson(body);
  if (contentType.includes('text/html')) return fromHtml(body);
  return '';
}

function fromJson(body: string): string {
  let content: Json;
  try {
    content = parseJson(body);
  } catch {
    return body;
  }
  // Python's .values() fails for anything but an object, and the SDK then shows the body.
  if (!isObject(content)) return body;
  const messages = Object.values(content).map(messageOf);
  const found = messages.some(message => message !== '') ? messages : [messageOf(content)];
  return found.filter(message => message !== '').join('\n');
}

function messageOf(value: Json | undefined): string {
  if (isObject(value)) return words(value, 'message') || words(value, 'faultstring');
  if (typeof value !== 'string') return '';
  // Old bare-metal services encode their JSON twice.
  try {
    return messageOf(parseJson(value));
  } catch {
    return '';
  }
}

function words(object: JsonObject, key: string): string {
  const value = object[key];
  if (typeof value === 'string') return value;
  return value === undefined || value === null || value === false ? '' : JSON.stringify(value);
}

function fromHtml(body: string): string {
  const lines = body.split(/\r\n|[\n\r\v\f]/).map(line => line.trim().replace(/<.+?>/g, ''));
  return [...new Set(lines)].filter(line => line !== '').join(': ');
}

/** Elements that stand on lines of their own. */
const BLOCK = /<\/?(?:br|center|div|h[1-6r]|li|p|pre|t[dhr]|title)\b[^>]*>/gi;

/**
 * As `errorDetail` for HTML, with the parts of one line kept apart: the SDK takes `<h1>A</h1>B` for `AB`.
 * @returns undefined for other types
 */
export function htmlParts(contentType: string, body: string): string | undefined {
  return contentType.includes('text/html') ? fromHtml(body.replace(BLOCK, '\n')) : undefined;
}
