import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { runJsonl } from '../../../server/cli/jsonl.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { countSockets } from '../../helpers/faulty-dns.ts'

const many = 1000
const senders = Object.fromEntries(
  Array.from({ length: many }, (_, i) => [`n${i}.many.example`, { TXT: [`v=spf1 ip4:198.51.100.${i % 250} include:_spf.many.example -all`] }]),
)
const dns = useDnsWorld({
  zones: [
    { origin: 'many.example', records: { ...senders, '_spf.many.example': { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] } } },
    {
      origin: 'why.example',
      records: { 'why.example': { TXT: ['v=spf1 -all exp=why.why.example'] }, 'why.why.example': { TXT: ['%{i} may not, says %{r}'] } },
    },
    { origin: 'helo.example', records: { 'helo.example': { TXT: ['v=spf1 ip4:192.0.2.1 -all'] } } },
  ],
  faults: { 'silent.example': 'silent', '*.silent.example': 'silent' },
})

const line = (request: object): string => `${JSON.stringify(request)}\n`
const askedFor = (name: string): number => dns.world.questions.filter((question) => question.name === name).length

interface Run {
  words?: readonly string[]
  out?: (text: string) => Promise<boolean>
}

async function run(chunks: Iterable<Uint8Array | string>, { words = ['--jsonl', '--dns', dns.world.resolverAddress], out }: Run = {}) {
  let written = ''
  let err = ''
  let taken = 0
  async function* input() {
    for (const chunk of chunks) {
      taken += 1
      yield await Promise.resolve(chunk)
    }
  }
  const write = (text: string): Promise<boolean> => {
    written += text
    return Promise.resolve(true)
  }
  const code = await runJsonl(words, { environment: {}, input: input(), out: out ?? write, err: (text) => (err += text) })
  const answers = written.split('\n').filter((text) => text !== '').map((text) => JSON.parse(text) as Record<string, unknown>)
  return { code, answers, err, taken }
}

/** Time moves only when told to. */
async function runInOwnTime(request: object) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const asked = askedFor('silent.example')
  const running = run([line({ ip: '192.0.2.1', mailfrom: 'a@silent.example', ...request })])
  let result: unknown = null
  void running.then(({ answers }) => (result = answers[0]?.['result']))
  // The datagrams are real.
  for (let i = 0; i < 200 && askedFor('silent.example') === asked; i++) await new Promise(setImmediate)
  const at = async (ms: number): Promise<unknown> => {
    vi.advanceTimersByTime(ms - performance.now())
    for (let i = 0; i < 20; i++) await new Promise(setImmediate)
    return result
  }
  return { at, startMs: performance.now() }
}

describe('connect-check --jsonl', () => {
  it('waits two seconds for one look-up', async () => {
    const { at, startMs } = await runInOwnTime({ id: 1 })
    expect(await at(startMs + 1900)).toBeNull()
    expect(await at(startMs + 2100)).toBe('temperror')
  })

  it('ends a check after twenty seconds, whatever is still on its way', async () => {
    const { at, startMs } = await runInOwnTime({ id: 1, timeoutMs: 26_000 })
    expect(await at(startMs + 19_900)).toBeNull()
    expect(await at(startMs + 20_100)).toBe('temperror')
  })

  it('answers each request on a line of its own, and the explanation where there is one', async () => {
    const { code, answers, err } = await run([
      line({ id: 1, ip: '203.0.113.9', helo: 'x.example', mailfrom: 'a@n1.many.example', host: 'mx.example' }),
      line({ id: 'two', ip: '192.0.2.7', helo: 'x.example', mailfrom: 'a@why.example', host: 'mx.example', unknown: true }),
      line({ id: 3, ip: '192.0.2.1', helo: 'helo.example', mailfrom: '' }),
    ])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(answers).toHaveLength(3)
    expect(answers).toContainEqual({ id: 1, result: 'pass' })
    expect(answers).toContainEqual({ id: 'two', result: 'fail', explanation: '192.0.2.7 may not, says mx.example' })
    expect(answers).toContainEqual({ id: 3, result: 'pass' })
  })

  it('answers a thousand requests that come at once, each its own, and leaves no socket', async () => {
    const before = countSockets()
    const requests = Array.from({ length: many }, (_, i) =>
      line({ id: i, ip: i % 2 === 0 ? `198.51.100.${i % 250}` : '192.0.2.9', helo: 'x.example', mailfrom: `a@n${i}.many.example` }),
    )
    const { code, answers } = await run([requests.join('')])
    expect(code).toBe(0)
    const wanted = Array.from({ length: many }, (_, i) => ({ id: i, result: i % 2 === 0 ? 'pass' : 'fail' }))
    expect(answers.sort((a, b) => Number(a['id']) - Number(b['id']))).toEqual(wanted)
    expect(countSockets()).toBeLessThanOrEqual(before)
  }, 30_000)

  it('reads lines that come in pieces, with either line break, and a last one without', async () => {
    const text = `${JSON.stringify({ id: 'ü', ip: '203.0.113.9', mailfrom: 'a@n2.many.example' })}\r\n\n${JSON.stringify({ id: 2, ip: '203.0.113.9', mailfrom: 'a@n3.many.example' })}`
    const octets = Buffer.from(text)
    const { answers } = await run(Array.from(octets, (octet) => Uint8Array.of(octet)))
    expect(answers).toHaveLength(2)
    expect(answers).toContainEqual({ id: 'ü', result: 'pass' })
  })

  it('asks anew for each request, and with --cache remembers', async () => {
    const request = line({ id: 0, ip: '203.0.113.9', mailfrom: 'a@n7.many.example', repeat: 5 })
    const before = askedFor('n7.many.example')
    await run([request])
    expect(askedFor('n7.many.example') - before).toBe(5)
    await run([request], { words: ['--jsonl', '--cache', `--dns=${dns.world.resolverAddress}`] })
    expect(askedFor('n7.many.example') - before).toBe(6)
  })

  it('asks the server of the request, and waits for it as long as the request says', async () => {
    const started = performance.now()
    const { answers } = await run(
      [line({ id: 1, ip: '192.0.2.1', mailfrom: 'a@silent.example', dns: dns.world.resolverAddress, timeoutMs: 150 })],
      { words: ['--jsonl', '--dns', '127.0.0.1:1'] },
    )
    expect(answers).toEqual([{ id: 1, result: 'temperror' }])
    expect(performance.now() - started).toBeLessThan(1900)
  })

  it.each([
    ['{ nonsense', null, 'not-json', 'not JSON'],
    ['[1]', null, 'not-an-object', 'JSON object'],
    ['{"id":4,"ip":5}', 4, 'bad-ip', 'ip'],
    ['{"id":4,"ip":"hello"}', 4, 'bad-ip', 'IP address'],
    ['{"id":4,"ip":null}', 4, 'bad-ip', 'ip'],
    [`{"id":4,"ip":"192.0.2.1","x":"${'x'.repeat(1_000_000)}"}`, null, 'too-long', 'longer'],
    ['{"id":4,"ip":"192.0.2.1","repeat":1000001}', 4, 'bad-number', 'repeat'],
    ['{"id":4,"ip":"192.0.2.1","helo":1}', 4, 'bad-text', 'helo'],
    ['{"id":4,"ip":"192.0.2.1","dns":"resolver.example"}', 4, 'bad-dns', 'dns'],
    ['{"id":4,"ip":"192.0.2.1","repeat":0}', 4, 'bad-number', 'repeat'],
    ['{"id":4,"ip":"192.0.2.1","timeoutMs":1e9}', 4, 'bad-number', 'timeoutMs'],
  ])('says why %s is no request, and goes on', async (text, id, error, said) => {
    const { code, answers, err } = await run([`\n${text}\n`, line({ id: 'next', ip: '203.0.113.9', mailfrom: 'a@n1.many.example' })])
    expect(code).toBe(3)
    expect(answers).toEqual([{ id, error }, { id: 'next', result: 'pass' }])
    expect(err).toContain('Line 2')
    expect(err).toContain(said)
  })

  it.each([
    ['12345678901234567890', '{"id":12345678901234567890,'],
    ['-0', '{"id": -0 ,'],
    ['1e400', '{"ip":"192.0.2.1","id":1e400,'],
    ['0.10000000000000000000001', '{"a":{"id":7,"b":["id",8]},"id" : 0.10000000000000000000001,'],
    ['12345678901234567891', '{"id":1,"x":"\\"id\\":2","\\u0069d":12345678901234567891,'],
    ['"12345678901234567890"', '{"id":"12345678901234567890",'],
    ['null', '{'],
    ['null', '{"id":null,'],
    ['[4]', '{"id":[4],'],
    ['{"id":[{"id":4}]}', '{"id" : {"id":[{"id":4}]} ,'],
    ['true', '{"a":[1,{"id":2}],"id":true,'],
    ['[ "a , ]" ]', '{"id":[ "a , ]" ],'],
    [`${'['.repeat(5000)}${']'.repeat(5000)}`, `{"id":${'['.repeat(5000)}${']'.repeat(5000)},`],
  ])('gives the id %s back as it was written', async (id, front) => {
    const written: string[] = []
    const out = (text: string): Promise<boolean> => Promise.resolve(written.push(text) > 0)
    await run([`${front}"ip":"203.0.113.9","mailfrom":"a@n1.many.example"}\n`], { out })
    expect(written).toEqual([`{"id":${id},"result":"pass"}\n`])
  })

  it('takes null for a key that is not there, and passes over a mark of the byte order', async () => {
    const request = { id: 1, ip: '203.0.113.9', helo: null, mailfrom: 'a@n1.many.example', host: null, dns: null, timeoutMs: null, repeat: null }
    expect(await run([`\ufeff${line(request)}`])).toMatchObject({ code: 0, answers: [{ id: 1, result: 'pass' }] })
    expect(await run([Buffer.from(`\ufeff${line(request)}`)])).toMatchObject({ code: 0, answers: [{ id: 1, result: 'pass' }] })
  })

  it('keeps nothing of a line that is too long, and reads the next one', async () => {
    const piece = 'x'.repeat(100_000)
    function* endless() {
      for (let i = 0; i < 1000; i++) yield piece
      yield `\n${line({ id: 'next', ip: '203.0.113.9', mailfrom: 'a@n1.many.example' })}`
    }
    const before = process.memoryUsage().heapUsed
    const { answers } = await run(endless())
    expect(answers).toEqual([{ id: null, error: 'too-long' }, { id: 'next', result: 'pass' }])
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000)
  })

  it('reads no further than ten thousand requests while its answers are not taken', async () => {
    const release: (() => void)[] = []
    const slow = (): Promise<boolean> => new Promise((resolve) => release.push(() => resolve(true)))
    const requests = Array.from({ length: 10_600 }, (_, i) => line({ id: i, ip: '203.0.113.9', mailfrom: 'a@n1.many.example' }))
    let read = 0
    function* counted() {
      for (const request of requests) {
        read += 1
        yield request
      }
    }
    const running = run(counted(), { out: slow })
    await expect.poll(() => release.length, { timeout: 5000 }).toBe(256)
    await expect.poll(() => read, { timeout: 5000 }).toBe(10_000)
    let isDone = false
    void running.then(() => (isDone = true))
    await expect.poll(() => (release.splice(0).forEach((give) => give()), isDone), { timeout: 20_000, interval: 1 }).toBe(true)
    expect(read).toBe(10_600)
  }, 30_000)

  it('ends at once when nobody reads its answers any more, whatever is on its way or may still come', async () => {
    const before = countSockets()
    const silent = Array.from({ length: 300 }, (_, i) => line({ id: i, ip: '203.0.113.9', mailfrom: `a@s${i}.silent.example`, timeoutMs: 60_000 }))
    const right = line({ id: 'right', ip: '203.0.113.9', mailfrom: 'a@n1.many.example', dns: dns.world.resolverAddress })
    async function* unending() {
      yield [...silent, right, '{"id":"half'].join('')
      await new Promise(() => undefined)
    }
    const said: string[] = []
    const started = performance.now()
    let err = ''
    const input = { environment: {}, input: unending(), err: (text: string) => (err += text) }
    const code = await runJsonl(['--jsonl', '--dns', dns.world.resolverAddress], { ...input, out: (text) => Promise.resolve(said.push(text) < 1) })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    // One server's silence has kept nobody waiting for another's answer.
    expect(said).toEqual(['{"id":"right","result":"pass"}\n'])
    expect(performance.now() - started).toBeLessThan(5000)
    await expect.poll(countSockets).toBeLessThanOrEqual(before)
  })

  it.each([
    [['--jsonl', 'good.example'], 'good.example'],
    [['--jsonl', '--colour'], '--colour'],
    [['--jsonl', '--dns'], '--dns'],
    [['--jsonl', '--dns', 'nonsense'], 'nonsense'],
  ])('refuses %j with a sentence and the usage', async (words, said) => {
    const { code, answers, err } = await run([], { words })
    expect(code).toBe(3)
    expect(answers).toEqual([])
    expect(err).toContain(said)
    expect(err).toContain('Usage:')
  })
})
