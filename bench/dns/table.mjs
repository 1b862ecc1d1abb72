// The figures as Markdown, all over those of node:dns: seconds are this machine's, ratios travel.
export function formatTable({ rows, conditions }) {
  const base = ({ inFlight }) => rows.find((row) => row.name === 'node:dns' && row.inFlight === inFlight)
  const over = (row, key) => (row[key] === null || row[key] === undefined ? '–' : (row[key] / base(row)[key]).toFixed(2))
  return [
    'One TXT question a look-up, nothing remembered, over `node:dns` at the same load (rates: more is better; times: less is better):',
    '',
    '| in flight | asked through | look-ups a second | look-ups a second of processor time | median time | 99th percentile | failed |',
    '|---:|---|---:|---:|---:|---:|---:|',
    ...rows.map((row) => `| ${row.inFlight} | ${row.name} | ${over(row, 'perSecond')} | ${over(row, 'perCpuSecond')} | ${over(row, 'p50')} | ${over(row, 'p99')} | ${row.failed} |`),
    '',
    toFootnote(rows, conditions),
  ].join('\n')
}

function toFootnote(rows, { server, node, cores, load, platform, isPinned, rounds }) {
  const pinned = isPinned ? 'the clients on one core and the server on another' : 'nothing pinned to a core'
  const yardstick = rows.some(({ name }) => name === 'dnsperf') ? 'dnsperf checks the id alone and parses no record; its times are from rounds in which it prints each' : 'dnsperf is not installed here'
  return `Measured by \`npm run bench -- dns\` against ${server} with Node ${node} on ${platform} with ${cores} cores (load ${load} at the end), ${pinned}; the median of ${rounds} rounds by turns. ${yardstick}.`
}
