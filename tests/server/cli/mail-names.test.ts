import { describe, expect, it } from 'vitest'
import { runJsonl } from '../../../server/cli/jsonl.ts'
import { toAsciiName, toAsciiSender } from '../../../server/cli/mail-names.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'

const bücher = 'xn--bcher-kva.names.example'
const dns = useDnsWorld({
  zones: [
    {
      origin: 'names.example',
      records: {
        [bücher]: { TXT: ['v=spf1 exists:%{o}.sender.names.example exists:%{h}.helo.names.example -all exp=why.names.example'] },
        [`${bücher}.sender.names.example`]: { A: ['127.0.0.2'] },
        'helo.names.example': { TXT: ['v=spf1 exists:%{h}.helo.names.example exists:%{l}.local.names.example exists:x\\y.%{d} -all'] },
        [`${bücher}.helo.names.example`]: { A: ['127.0.0.2'] },
        'a\\b.local.names.example': { A: ['127.0.0.2'] },
        'xn--jos-dma.local.names.example': { A: ['127.0.0.2'] },
        'back.names.example': { TXT: ['v=spf1 exists:x\\y.%{d} -all'] },
        'x\\y.back.names.example': { A: ['127.0.0.2'] },
      },
    },
  ],
})

async function check(request: { helo?: string; mailfrom: string }): Promise<unknown> {
  let written = ''
  async function* input() {
    yield await Promise.resolve(`${JSON.stringify({ id: 1, ip: '192.0.2.7', helo: 'mail.example', ...request })}\n`)
  }
  await runJsonl(['--jsonl', '--dns', dns.world.resolverAddress], { environment: {}, input: input(), out: (text) => Promise.resolve((written += text) !== ''), err: () => undefined })
  return (JSON.parse(written) as { result: unknown }).result
}

describe('names of a message', () => {
  it.each([
    ['bücher.example', 'xn--bcher-kva.example'], ['Bücher.EXAMPLE.', 'xn--bcher-kva.example.'], ['mail.example', 'mail.example'], ['Mail.Example.', 'Mail.Example.'],
    ['[192.0.2.7]', '[192.0.2.7]'], ['', ''], ['ü x.example', 'ü x.example'], ['ü/x.example', 'ü/x.example'],
  ])('%s becomes %s', (name, ascii) => {
    expect(toAsciiName(name)).toBe(ascii)
    expect(toAsciiSender(`josé@b@${name}`)).toBe(`josé@b@${ascii}`)
    expect(toAsciiSender(name)).toBe(ascii)
  })

  it('are A-labels in every macro, the sender’s and the HELO name, with an address or a bounce', async () => {
    expect(await check({ mailfrom: 'ann@bücher.names.example' })).toBe('pass')
    expect(await check({ mailfrom: '', helo: 'Bücher.names.example.' })).toBe('pass')
    expect(await check({ mailfrom: 'ann@helo.names.example', helo: 'bücher.names.example' })).toBe('pass')
    expect(await check({ mailfrom: 'ann@ü/x.example' })).toBe('none')
  })

  it('may hold a backslash, and what is beyond US-ASCII in a local part is in no name', async () => {
    expect(await check({ mailfrom: 'ann@back.names.example' })).toBe('pass')
    expect(await check({ mailfrom: 'a\\b@helo.names.example' })).toBe('pass')
    expect(await check({ mailfrom: 'josé@helo.names.example' })).toBe('fail')
  })
})
