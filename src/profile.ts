/** Traces of what services do for one run (osprofiler): requests carry an ID that is signed with a key that they know. */
import { createHmac, randomUUID } from 'node:crypto';

export interface Profile {
  /** What every request carries. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is said at the end of the run (glanceclient/shell.py). */
  readonly farewell: string;
}

/**
 * Begins a trace.
 * @param key the HMAC key that the services are configured with
 * @param id the trace's ID (default: a new one)
 */
export function beginProfile(key: string, id: string = randomUUID()): Profile {
  // The service's middleware unpacks what osprofiler packs, spaces included (osprofiler/_utils.py: signed_pack).
  const info = Buffer.from(`{"base_id": "${id}", "parent_id": "${id}"}`).toString('base64');
  const packed = info.replaceAll('+', '-').replaceAll('/', '_');
  const hmac = createHmac('sha1', key).update(packed).digest('hex');
  return {
    headers: { 'x-trace-info': packed, 'x-trace-hmac': hmac },
    farewell: `Profiling trace ID: ${id}\nTo display trace use next command:\nosprofiler trace show --html ${id} \n`,
  };
}
