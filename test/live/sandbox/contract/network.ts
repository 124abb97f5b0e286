/** Steps of stories about networks. */
import type { JsonObject } from '../../../../src/clients/json.ts';
import type { Side } from './side.ts';

/** Asks for a new thing of a kind. */
export function maker(side: Side, kind: string, common: JsonObject = {}) {
  const path = kind.replaceAll('_', '-');
  return (about: JsonObject, name?: string) =>
    side.ask(
      `POST network /${path}s`,
      { [kind]: { ...common, ...about } },
      name === undefined ? {} : { name },
    );
}

/** Asks for a change of a thing. */
export function changer(side: Side, kind: string, name: string) {
  const path = kind.replaceAll('_', '-');
  return (about: JsonObject) => side.ask(`PUT network /${path}s/{${name}}`, { [kind]: about });
}
