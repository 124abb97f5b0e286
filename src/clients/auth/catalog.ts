/** The service catalogue of a token (Identity API v3, "Service catalog"). */
import { children, type Json, type JsonObject, text } from '../json.ts';

export interface Endpoint {
  readonly id: string;
  readonly interface: string;
  readonly region: string | undefined;
  readonly url: string;
  /** The endpoint as the service sent it, for those who show it. */
  readonly raw: JsonObject;
}

export interface CatalogEntry {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly endpoints: readonly Endpoint[];
}

export type Catalog = readonly CatalogEntry[];

/**
 * Reads a catalogue.
 * @param object what has it under `catalog`: a token, or a cache file
 */
export function readCatalog(object: JsonObject): Catalog {
  return children(object, 'catalog').map(entry => ({
    id: text(entry, 'id'),
    type: text(entry, 'type'),
    name: text(entry, 'name'),
    endpoints: children(entry, 'endpoints').map(readEndpoint),
  }));
}

function readEndpoint(raw: JsonObject): Endpoint {
  const region = text(raw, 'region_id') || text(raw, 'region') || undefined;
  return { id: text(raw, 'id'), interface: text(raw, 'interface'), region, url: text(raw, 'url'), raw };
}

/** The reverse of readCatalog: what the service sent. */
export function rawCatalog(catalog: Catalog): Json {
  return catalog.map(({ id, type, name, endpoints }) => ({
    endpoints: endpoints.map(endpoint => endpoint.raw),
    id,
    type,
    name,
  }));
}
