/** The walk of the installation guides: a service gets a user, a role, a place in the catalogue. */
import { afterAll, describe, test } from 'vitest';
import { twins } from '../../harness/twins.ts';

describe('as the guides have it', () => {
  const glance = twins('walk');
  afterAll(async () => {
    await glance.remove('service delete {}');
    await glance.remove('user delete {}');
    await glance.remove('project delete {}');
    await glance.remove('role delete {}');
    await glance.remove('domain set --disable {}');
    await glance.remove('domain delete {}');
  });
  const done = { code: 0 };

  test('domain, project, user, role', async () => {
    await glance.compare("domain create --description 'An Example Domain' {}", done);
    await glance.compare("project create --domain default --description 'Service Project' {}", done);
    await glance.compare('user create --domain default --password GLANCE_PASS {}', done);
    await glance.compare('role create {}', done);
    await glance.compare('role add --project {} --user {} {}', done);
    await glance.compare('role add --project {} --user {} reader', done);
    await glance.compare('role assignment list --user {} --project {} --role {} --names', done);
  });
  test('service and endpoints', async () => {
    await glance.compare("service create --name {} --description 'OpenStack Image' {}-image", done);
    for (const whom of ['public', 'internal', 'admin']) {
      await glance.compare(
        `endpoint create --region RegionOne {}-image ${whom} http://controller:9292`,
        done,
      );
    }
    await glance.compare('endpoint list --service {} --interface public', done);
    await glance.compare('service show {}-image', done);
  });
  test('token', async () => {
    const env = { OS_USERNAME: undefined, OS_PASSWORD: 'GLANCE_PASS', OS_PROJECT_NAME: undefined };
    const who = '--os-project-domain-name Default --os-user-domain-name Default';
    await glance.compare(`${who} --os-project-name {} --os-username {} token issue`, {
      ...done,
      env,
      fields: ['id'],
    });
    await glance.compare(`${who} --os-project-name {} --os-username {} role list`, { code: 1, env });
    await glance.compare(`${who} --os-project-name {} --os-username {} service list`, { code: 1, env });
  });
});
