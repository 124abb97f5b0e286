import { expect, test } from 'vitest';
import { errorDetail, htmlParts } from '../../src/clients/error-body.ts';

test('the parts of an HTML line are kept apart for ostk, and run together as the SDK does it', () => {
  const page = '<html><body><h1>503 Service Unavailable</h1>No server is <b>available</b>.</body></html>';
  expect(htmlParts('text/html', page)).toBe('503 Service Unavailable: No server is available.');
  expect(errorDetail('text/html', page)).toBe('503 Service UnavailableNo server is available.');
  expect(htmlParts('application/json', '{}')).toBeUndefined();
});
