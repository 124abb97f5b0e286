/** Limits of all projects, and of one. */
import { both, type Family, fails, keep, once, prepare } from '../step.ts';

export const limits: Family = {
  name: 'limits',
  steps: [
    both('registered limit list'),
    both('limit list'),
    prepare('service create --name {} {}-type'),
    prepare('project create {}'),
    prepare('region create {}'),
    both('registered limit create --service {} --region {} --default-limit 5 {}-[format]', { as: 'system' }),
    fails('registered limit create --service {} --region {} --default-limit 5 {}-table', { as: 'system' }),
    keep(
      'registered',
      'id',
      once("registered limit create --service {} --default-limit 9 --description 'of a test' {}", {
        as: 'system',
      }),
    ),
    both('registered limit show [registered]'),
    both('registered limit list --service {}'),
    once('registered limit list --resource-name {} --service {} -f csv'),
    both('registered limit set --default-limit 7 --description new [registered]', { as: 'system' }),
    both('limit create --project {} --service {} --region {} --resource-limit 3 {}-[format]', {
      as: 'system',
    }),
    keep(
      'limit',
      'id',
      once(
        "limit create --project {} --project-domain default --service {} --resource-limit 4 --description 'one' {}",
        { as: 'system' },
      ),
    ),
    fails('limit create --project {} --service {} --resource-limit 3 {}-nosuch', { as: 'system' }),
    both('limit show [limit]', { as: 'system' }),
    both('limit list --project {}', { as: 'system' }),
    once('limit list --service {} --region {} -f csv', { as: 'system' }),
    once('limit list --resource-name {}', { as: 'demo' }),
    both('limit set --resource-limit 6 --description new [limit]', { as: 'system' }),
    fails('registered limit delete [registered]', { as: 'system' }),
    once('limit delete [limit]', { as: 'system' }),
    once('registered limit delete [registered]', { as: 'system' }),
    fails('limit create --project {} --service {} --resource-limit 3 x', { as: 'demo' }),
  ],
};
