/** Identity providers, mappings, protocols, service providers. */
import { both, type Family, fails, once, prepare } from '../step.ts';

const URLS = '--auth-url http://a.example/ --service-provider-url http://b.example/';

export const federation: Family = {
  name: 'federation',
  steps: [
    both('identity provider list'),
    prepare('domain create {}'),
    both("identity provider create --description 'of a test' --domain {} {}-[format]"),
    once(
      'identity provider create --remote-id {}-one --remote-id {}-two --authorization-ttl 30 --domain default --disable {}-2',
    ),
    both('identity provider show {}-2'),
    once('identity provider set --enable --description new --remote-id {}-three --authorization-ttl 5 {}-2'),
    once('identity provider show {}-2 -f yaml'),
    once('identity provider list --id {}-2'),
    both('mapping list'),
    both('mapping create --rules [dir]/rules.json {}-[format]'),
    fails('mapping create --rules [dir]/list.json {}-2'),
    both('mapping show {}-table'),
    once('mapping set --rules [dir]/other-rules.json {}-table'),
    once('mapping show {}-table -f json'),
    both('federation protocol create --identity-provider {}-2 --mapping {}-table {}-[format]'),
    fails('federation protocol create --identity-provider {}-2 --mapping {}-table {}-table'),
    both('federation protocol list --identity-provider {}-2'),
    both('federation protocol show --identity-provider {}-2 {}-table'),
    fails('federation protocol set --identity-provider {}-2 --mapping nosuch {}-table'),
    // The peer changes it, and fails at saying so.
    fails('federation protocol set --identity-provider {}-2 --mapping {}-json {}-table'),
    once('federation protocol show --identity-provider {}-2 {}-table -f yaml'),
    fails('federation protocol delete --identity-provider {}-2 {}-json nosuch'),
    once('federation protocol delete --identity-provider {}-2 {}-table'),
    once('mapping delete {}-json'),
    fails('mapping delete {}-table nosuch'),
    once('identity provider delete {}-2 nosuch'),
    once('identity provider delete {}-json'),
    fails('mapping list', { as: 'demo' }),
    both('service provider list'),
    both(`service provider create ${URLS} --description 'of a test' {}-[format]`),
    once(`service provider create ${URLS} --disable {}-2`),
    fails(`service provider create ${URLS} {}-2`),
    both('service provider show {}-table'),
    both('service provider set --description [format] --auth-url http://c.example/ {}-table'),
    once('service provider set --enable --service-provider-url http://d.example/ {}-2'),
    both('service provider list --sort-column ID'),
    once('service provider delete {}-json {}-2'),
  ],
};
