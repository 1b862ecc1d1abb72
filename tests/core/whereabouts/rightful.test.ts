import { describe, expect, it } from 'vitest'
import { walkSpfTree } from '#core/spf/tree.ts'
import { toRightful } from '#core/whereabouts/rightful.ts'
import { createZone } from '../../helpers/zone.ts'

const domain = 'acme.example'

async function rightfulOf(record: string, siblings: readonly string[] = []): Promise<string[]> {
  const { lookup, asked } = createZone({
    'all.acme.example': { TXT: ['v=spf1 include:_spf.%{o} a:%{d} ~all'] },
    [domain]: { MX: ['10 mail.acme.example.'] },
    'mail.acme.example': { A: ['193.0.6.139'] },
  })
  const tree = await walkSpfTree(domain, [record], lookup)
  return toRightful({ domain, tree, asked: asked.map((question) => ({ name: question.split(' ')[0] ?? '' })), siblings })
}

describe('names that have a record for a reason of their own', () => {
  it.each([
    ['v=spf1 include:_SPF.acme.example. ~all', '_spf.acme.example'],
    ['v=spf1 redirect=spf.acme.example', 'spf.acme.example'],
    ['v=spf1 exists:www.acme.example ~all', 'www.acme.example'],
    ['v=spf1 a:www.acme.example ~all', 'www.acme.example'],
    ['v=spf1 a:mail.%{d} ~all', 'mail.acme.example'],
    ['v=spf1 mx ~all', 'mail.acme.example'],
    ['v=spf1 include:all.acme.example ~all', '_spf.acme.example'],
  ])('%s leads to %s', async (record, name) => {
    expect(await rightfulOf(record)).toContain(name)
  })

  it('are the other domains of the account, and never the domain itself', async () => {
    expect(await rightfulOf('v=spf1 a mx ~all', [domain, 'eng.acme.example'])).toEqual(['eng.acme.example', 'mail.acme.example'])
  })
})
