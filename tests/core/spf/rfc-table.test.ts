import { describe, expect, it } from 'vitest'
import { evaluateSpf } from '#core/spf/evaluate.ts'
import { createZone } from '../../helpers/zone.ts'
import { common, type Row } from './rfc-table/case.ts'
import { argumentsOf, limits, lookup, order, results } from './rfc-table/check-host.ts'
import { grammar } from './rfc-table/grammar.ts'
import { beyondAscii, macros } from './rfc-table/macros.ts'
import { mechanisms, modifiers } from './rfc-table/mechanisms.ts'

const rows: readonly Row[] = [...results, ...argumentsOf, ...lookup, ...order, ...limits, ...grammar, ...mechanisms, ...modifiers, ...macros, ...beyondAscii]

describe('RFC 7208, sentence by sentence', () => {
  it('has more than three hundred cases, and no two that say the same', () => {
    expect(rows.length).toBeGreaterThan(300)
    const said = rows.map(([section, says, record, , mail]) => JSON.stringify([section, says, record, mail]))
    expect(said.filter((one, i) => said.indexOf(one) !== i)).toEqual([])
  })

  it.each(rows.map((row) => [row[0], row[1], row] as const))('§%s: %s', async (_section, _says, [, , record, result, mail = {}, { asked: wanted, unasked: unwanted, ...more } = {}]) => {
    const { zone, ip = '192.0.2.7', helo = 'mail.acme.example', mailfrom = 'ann@acme.example', ...rest } = mail
    const { lookup: ask, asked } = createZone({ ...common, 'acme.example': { TXT: [`v=spf1 ${record}`] }, ...zone })
    const verdict = await evaluateSpf({ ip, helo, mailfrom, ...rest, lookup: ask })
    expect(verdict, JSON.stringify(verdict.reason)).toMatchObject({ result, ...more })
    if (wanted !== undefined) expect(asked).toContain(wanted)
    if (unwanted !== undefined) expect(asked.join(' ')).not.toContain(unwanted)
  })
})
