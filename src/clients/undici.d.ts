/** undici has types for its index alone; this is the module behind it that ostk loads without the rest. */
declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';
  export default Client;
}
