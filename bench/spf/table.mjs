// The figures as Markdown, all as ratios: seconds are this machine's, ratios travel.
export function formatTables({ latency, load, conditions }) {
  return [...toLatency(latency, conditions), '', ...toLoad(load, conditions), '', toFootnote(conditions)].join('\n')
}

function toLatency(rows, { delayMs }) {
  const names = rows[0].ratios.map(({ name }) => name)
  const cell = ({ ratio, result }, wanted) => `${ratio.toFixed(2)}${result === wanted ? '' : ` (${result})`}`
  return [
    `Time of one check when every answer takes ${delayMs} ms, over the answers that must follow one another (1.00 is the least there can be):`,
    '',
    `| include tree | match | answers in a row | ${names.join(' | ')} |`,
    `|---|---|---|${names.map(() => '---:|').join('')}`,
    ...rows.map(({ shape, match, depth, ratios }) => `| ${shape} | ${match} | ${depth} | ${ratios.map((one) => cell(one, ratios[0].result)).join(' | ')} |`),
  ]
}

function toLoad(rows, { inFlight }) {
  const peers = rows.filter(({ name }) => !name.startsWith('Connect'))
  const measure = rows.every(({ perCpuSecond }) => perCpuSecond > 0) ? 'perCpuSecond' : 'perSecond'
  const best = Math.max(...peers.map((row) => row[measure]))
  const leastMb = Math.min(...peers.map(({ peakMb }) => peakMb ?? Infinity))
  const times = (value, of) => (value === null || !Number.isFinite(of) ? '–' : `${(value / of).toFixed(2)}`)
  return [
    `${inFlight} checks in flight on a mixed load, one core each, over the fastest of the others:`,
    '',
    '| engine | checks a second | questions a check | peak memory, over the least of the others | other results than ours |',
    '|---|---:|---:|---:|---:|',
    ...rows.map((row) => `| ${row.name} | ${times(row[measure], best)} | ${row.questions.toFixed(2)} | ${times(row.peakMb, leastMb)} | ${row.wrong} of 64 |`),
  ]
}

function toFootnote({ node, cores, load, platform, isPinned }) {
  const pinned = isPinned ? 'each engine on the same core while it worked' : 'engines not pinned to a core'
  return `Measured by \`npm run bench\` with Node ${node} on ${platform} with ${cores} cores (load ${load} at the end), ${pinned}; mailauth 7 in strict mode on Node 22, all peers through Node’s own resolver; Connect remembers how it read a record’s text, as it does in service, and nothing that DNS said unless its cache is named; processor time where it can be read; best of six rounds by turns.`
}
