/** How a region's stores are reached, as a gsinitrc says it, in the units that clients use. */

export interface EtcdSettings {
  /** `EndPoint` and `BakEndPoint`: `host:port`, or with `http://` or `https://` in front. */
  readonly endpoints: readonly string[];
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Bytes of a request at most (`MaxCallSendMsgSize`; default: no limit but the server's). */
  readonly maxSend?: number | undefined;
  /** Bytes of an answer at most (`MaxCallRecvMsgSize`; default: no limit). */
  readonly maxReceive?: number | undefined;
  /** Milliseconds after which an idle watch is probed (`KeepAliveTime`; default 30 s). */
  readonly keepAliveTime?: number | undefined;
  /** Milliseconds after which a server that does not answer is given up (`KeepAliveTimeout`; default 10 s). */
  readonly keepAliveTimeout?: number | undefined;
  /** Where the contract's keys are (`Prefix`; default `/gostack`). */
  readonly prefix?: string | undefined;
}

export interface MongoSettings {
  /** `EndPoints`, else `EndPoint`: `host:port`, or a connection string without credentials. */
  readonly endpoints: readonly string[];
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Milliseconds for an operation (`Timeout`; default 300 s). */
  readonly timeout?: number | undefined;
  /** Connections at most (`Worker`; default 10). */
  readonly pool?: number | undefined;
  /** `Database`; default `gostack`. */
  readonly database?: string | undefined;
}

export interface RegionSettings {
  readonly etcd: EtcdSettings;
  readonly mongo: MongoSettings;
}
