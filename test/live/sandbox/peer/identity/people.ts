/** Domains, users and groups. */
import { both, type Family, fails, keep, once, prepare } from '../step.ts';

/** Logs in as the user whom the lines before made. */
const ANN = '--os-username {}-ann --os-project-name {}';

export const domains: Family = {
  name: 'domains',
  steps: [
    both('domain list'),
    both("domain create --description 'of a test' {}-[format]"),
    fails('domain create {}-table'),
    once('domain create --or-show {}-table'),
    keep('fixed', 'id', once('domain create --disable --immutable {}-2')),
    both('domain show {}-2'),
    fails('domain delete {}-2'),
    // Keystone lets such a domain be changed as a project only.
    fails('domain set --no-immutable {}-2'),
    once('project set --no-immutable [fixed]'),
    once('domain set --enable --description new --name {}-3 {}-2'),
    once('domain show {}-3'),
    once('domain list --enabled -f csv'),
    once('domain list --name {}-3'),
    fails('domain delete {}-3 nosuch'),
    once('domain set --disable {}-3'),
    once('domain set --disable {}-json'),
    once('domain delete {}-3 {}-json'),
    fails('domain list', { as: 'demo' }),
    both('federation domain list'),
    both('federation project list'),
    once('federation project list', { as: 'demo' }),
  ],
};

export const users: Family = {
  name: 'users',
  steps: [
    both('user list'),
    fails('user show demo', { as: 'demo' }),
    prepare('domain create {}'),
    prepare('project create {}'),
    both('user create --domain {} --password first {}-[format]'),
    fails('user create --domain {} {}-table'),
    once(
      'user create --domain default --project {} --project-domain default --password first --email ann@example.org ' +
        "--description 'one of two' --ignore-password-expiry --ignore-lockout-failure-attempts " +
        '--ignore-change-password-upon-first-use --multi-factor-auth-rule password,totp ' +
        '--disable-multi-factor-auth {}-ann',
    ),
    both('user show --domain default {}-ann'),
    prepare('role add --project {} --user {}-ann member'),
    both('user list --domain {} --long'),
    once('user list --project {} --long'),
    once('user list --domain {} --disabled'),
    once(`user password set --original-password first --password second ${ANN} --os-password first`),
    fails(`user password set --original-password x --password y ${ANN} --os-password second`),
    fails(`token issue ${ANN} --os-password first`),
    once('user set --password third --description new --enable-lock-password {}-ann --domain default'),
    fails(`user password set --original-password third --password y ${ANN} --os-password third`),
    once('user set --disable-lock-password --no-ignore-password-expiry --email x@y {}-ann --domain default'),
    once(`user password set --original-password third --password fourth ${ANN} --os-password third`),
    once('user show {}-ann -f json'),
    once('user set --name {}-renamed --disable {}-ann --domain default'),
    fails(`token issue ${ANN} --os-password fourth`),
    once('user list --domain default --disabled'),
    fails('user delete {}-renamed nosuch'),
    once('user delete --domain {} {}-table {}-json'),
    fails('user delete demo', { as: 'demo' }),
  ],
};

export const groups: Family = {
  name: 'groups',
  steps: [
    both('group list'),
    prepare('user create {}-ann'),
    prepare('user create {}-bob'),
    both("group create --description 'of two' {}-[format]"),
    once('group create --domain default --or-show {}-table'),
    both('group show {}-table'),
    once('group add user {}-table {}-ann {}-bob'),
    once('group contains user {}-table {}-ann'),
    once('group contains user --group-domain default --user-domain default {}-json {}-ann'),
    both('group list --long --user {}-ann'),
    once('group remove user {}-table {}-ann'),
    fails('group remove user {}-table {}-ann nosuch'),
    once('group contains user {}-table {}-ann'),
    once("group set --name {}-2 --description '' {}-table"),
    once('group show {}-2 -f shell'),
    fails('group set {}-2 --name {}-json'),
    fails('group delete {}-2 nosuch'),
    once('group delete --domain default {}-json'),
    fails('group list', { as: 'demo' }),
  ],
};
