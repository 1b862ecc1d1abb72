/** How NSD, Knot, BIND and Unbound are told to serve a few zones from a folder of their own, and nothing else. */
import type { Place } from './places.ts'
import { zoneFileOf } from './real-server.ts'
import type { ServerKind } from './real-server.ts'

export const nsd: ServerKind = {
  program: 'nsd',
  args: (folder) => ['-d', '-c', `${folder}/nsd.conf`],
  files: ({ folder, at, zones }) => ({
    'nsd.conf': `server:
  ip-address: ${at.host}@${at.port}
  server-count: 1
  username: ""
  zonesdir: "${folder}"
  pidfile: "${folder}/nsd.pid"
  xfrdfile: "${folder}/xfrd.state"
  zonelistfile: "${folder}/zone.list"
  database: ""
  hide-version: yes
  rrl-ratelimit: 0
remote-control:
  control-enable: no
${zones.map((zone) => `zone:\n  name: "${zone.name}."\n  zonefile: "${zoneFileOf(zone)}"\n`).join('')}`,
  }),
}

export const knot: ServerKind = {
  program: 'knotd',
  args: (folder) => ['-c', `${folder}/knot.conf`],
  files: ({ folder, at, zones }) => ({
    'knot.conf': `server:
  rundir: "${folder}"
  listen: ${at.host}@${at.port}
  udp-workers: 1
  tcp-workers: 1
  background-workers: 1
database:
  storage: "${folder}"
log:
  - target: stderr
    any: warning
template:
  - id: default
    storage: "${folder}"
    zonefile-load: whole
    journal-content: none
zone:
${zones.map((zone) => `  - domain: "${zone.name}."\n    file: "${zoneFileOf(zone)}"\n`).join('')}`,
  }),
}

export const bind: ServerKind = {
  program: 'named',
  args: (folder) => ['-g', '-n', '1', '-c', `${folder}/named.conf`],
  files: ({ folder, at, zones }) => ({
    'named.conf': `options {
  directory "${folder}";
  pid-file "named.pid";
  session-keyfile none;
  listen-on port ${at.port} { ${at.host}; };
  listen-on-v6 { none; };
  recursion no;
  notify no;
  empty-zones-enable no;
  dnssec-validation no;
};
controls { };
${zones.map((zone) => `zone "${zone.name}." { type primary; file "${zoneFileOf(zone)}"; };\n`).join('')}`,
  }),
}

/** A resolver that remembers, and believes signed zones only when their signatures are right. */
export function unbound({ stubs, anchors }: { stubs: readonly { zone: string; at: Place }[]; anchors: readonly string[] }): ServerKind {
  return {
    program: 'unbound',
    args: (folder) => ['-d', '-c', `${folder}/unbound.conf`],
    files: ({ folder, at }) => ({
      'unbound.conf': `server:
  interface: ${at.host}@${at.port}
  chroot: ""
  username: ""
  directory: "${folder}"
  pidfile: "${folder}/unbound.pid"
  use-syslog: no
  logfile: ""
  num-threads: 1
  do-ip6: no
  do-not-query-localhost: no
  module-config: "validator iterator"
  cache-min-ttl: 0
  qname-minimisation: no
${anchors.map((anchor) => `  trust-anchor: "${anchor}"\n`).join('')}remote-control:
  control-enable: no
${stubs.map(({ zone, at: source }) => `stub-zone:\n  name: "${zone}"\n  stub-addr: ${source.host}@${source.port}\n`).join('')}`,
    }),
  }
}
