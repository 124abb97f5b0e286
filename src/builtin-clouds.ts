/** Clouds that ostk knows without a file. */

/** Where the embedded cloud is; the name exists nowhere (RFC 6761), so that nothing of it ever leaves the process. */
export const SANDBOX_ORIGIN = 'http://sandbox.invalid';

/** A cloud of the sandbox, as clouds.yaml would have it. */
function sandbox(user: string): Readonly<Record<string, unknown>> {
  return {
    auth: {
      auth_url: `${SANDBOX_ORIGIN}/identity`,
      username: user,
      password: 'secret',
      project_name: user,
      user_domain_id: 'default',
      project_domain_id: 'default',
    },
    region_name: 'RegionOne',
  };
}

/** By name. A cloud of the same name in a file goes first. */
export const BUILTIN_CLOUDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  sandbox: sandbox('admin'),
  'sandbox-demo': sandbox('demo'),
};

/** Whether an address is the embedded cloud's. */
export function isSandbox(authUrl: string | undefined): boolean {
  return authUrl !== undefined && `${authUrl}/`.startsWith(`${SANDBOX_ORIGIN}/`);
}
