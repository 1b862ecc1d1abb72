import { expect, it } from 'vitest'
import { evaluateSpf } from '#core/spf/evaluate.ts'
import type { TraceStep } from '#core/spf/trace.ts'
import { createZone, type Zone } from '../../helpers/zone.ts'

async function traceOf(record: string, zone: Zone = {}): Promise<readonly TraceStep[]> {
  const { lookup } = createZone({ ...zone, 'acme.example': { TXT: [record] } })
  const { trace } = await evaluateSpf({ ip: '192.0.2.7', helo: 'mail.acme.example', mailfrom: 'ann@acme.example', lookup, trace: true })
  return trace ?? []
}

/** One line a step: indented by depth, what it is, what came of it, what it cost, and its questions. */
function format(step: TraceStep): string {
  const questions = step.questions.map(({ name, type, answer, values }) => ` ${name} ${type} ${answer}${values.length === 0 ? '' : ` (${values.join(', ')})`}`).join(';')
  const what = step.step === 'term' ? `${step.term} ${step.result} ${step.lookups}/${step.voidLookups}` : step.step === 'record' ? `record ${step.reading}` : `explanation ${step.text ?? 'none'}`
  return `${'  '.repeat(step.depth)}${step.domain}: ${what}${questions === '' ? '' : ' ←'}${questions}`
}

it('every record, term, question, answer and cost is told in order, what an include leads to one deeper', async () => {
  const zone: Zone = {
    'in.example': { TXT: ['v=spf1 exists:gone.example a:h.example -all'] }, 'h.example': { A: ['198.51.100.1'] },
    'm.example': { MX: ['10 h.example'] }, 're.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all exp=why.example'] }, 'why.example': { TXT: ['not %{i}'] },
  }
  expect((await traceOf('v=spf1 include:in.example mx:m.example redirect=re.example', zone)).map(format)).toEqual([
    'acme.example: record record ← acme.example TXT answer (v=spf1 include:in.example mx:m.example redirect=re.example)',
    'acme.example: include:in.example no-match 3/1',
    '  in.example: record record ← in.example TXT answer (v=spf1 exists:gone.example a:h.example -all)',
    '  in.example: exists:gone.example no-match 1/1 ← gone.example A nxdomain',
    '  in.example: a:h.example no-match 1/0 ← h.example A answer (198.51.100.1)',
    '  in.example: -all match 0/0',
    'acme.example: mx:m.example no-match 1/0 ← m.example MX answer (10 h.example); h.example A answer (198.51.100.1)',
    'acme.example: redirect=re.example followed 1/0',
    '  re.example: record record ← re.example TXT answer (v=spf1 ip4:198.51.100.0/24 -all exp=why.example)',
    '  re.example: ip4:198.51.100.0/24 no-match 0/0',
    '  re.example: -all match 0/0',
    're.example: explanation not 192.0.2.7 ← why.example TXT answer (not %{i})',
  ])
})

it('the term that crosses a limit is the one that ends in permerror, and it has asked nothing', async () => {
  const hosts = Array.from({ length: 11 }, (_, i) => `h${i}.example`)
  const zone = Object.fromEntries(hosts.map((host) => [host, { A: ['198.51.100.1'] }]))
  const trace = await traceOf(`v=spf1 ${hosts.map((host) => `a:${host}`).join(' ')} -all`, zone)
  expect(trace.at(-1)).toMatchObject({ term: 'a:h10.example', result: 'permerror', questions: [], span: [137, 150] })
})

it('the client’s names are questions of the term that needs them', async () => {
  const zone: Zone = { '7.2.0.192.in-addr.arpa': { PTR: ['mail.acme.example'] }, 'mail.acme.example': { A: ['192.0.2.7'] } }
  expect((await traceOf('v=spf1 exists:%{p}.x.example ptr -all', zone)).slice(1).map(format)).toEqual([
    'acme.example: exists:%{p}.x.example no-match 1/1 ← 7.2.0.192.in-addr.arpa PTR answer (mail.acme.example); mail.acme.example A answer (192.0.2.7); mail.acme.example.x.example A nxdomain',
    'acme.example: ptr match 1/0 ← 7.2.0.192.in-addr.arpa PTR answer (mail.acme.example); mail.acme.example A answer (192.0.2.7)',
  ])
})

it('a redirect that ends in an error says so', async () => {
  expect((await traceOf('v=spf1 redirect=gone.example')).at(1)).toMatchObject({ term: 'redirect=gone.example', result: 'permerror' })
})

it('who does not ask for a trace gets none', async () => {
  const { lookup } = createZone({ 'acme.example': { TXT: ['v=spf1 -all'] } })
  expect((await evaluateSpf({ ip: '192.0.2.7', helo: '', mailfrom: 'ann@acme.example', lookup })).trace).toBeNull()
})
