import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repairCode } from '#core/whereabouts/repair-code.ts'
import { repairSpfRecord } from '#core/whereabouts/repair-record.ts'
import { isLegalSpf, repairSpfValue } from '#core/whereabouts/repair-value.ts'

const R = 'include:eu._netblocks.mimecast.com'
const right = `v=spf1 ${R} ip4:192.0.2.0/24 ~all`
const names = { domain: 'eng.acme.example', zone: 'acme.example' }
/** As DNS hands it over: UTF-8, each octet one Latin-1 character. */
const toOctets = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
const toRecord = (...parts: string[]) => {
  const strings = parts.map((part) => Uint8Array.from(Buffer.from(part, 'latin1')))
  return { strings, text: parts.join('') }
}

describe('the value that was meant by an SPF text', () => {
  it.each([
    ['straight quotes', `"${right}"`, ['quotes-in-value']],
    ['doubled quotes', `""${right}""`, ['quotes-in-value']],
    ['single quotes', `'${right}'`, ['quotes-in-value']],
    ['typographic quotes', `“${right}”`, ['quotes-in-value']],
    ['low and high quotes', `„${right}“`, ['quotes-in-value']],
    ['pointed quotes', `«${right}»`, ['quotes-in-value']],
    ['escaped quotes', `\\"${right}\\"`, ['backslashes-in-value', 'quotes-in-value']],
    ['escaped blanks', right.replace(/ /g, '\\032'), ['backslashes-in-value']],
    ['backslashes alone', `${right.replace(/ /g, '\\ ')}\\`, ['backslashes-in-value']],
    ['the type', `TXT ${right}`, ['type-in-value']],
    ['class and type', `IN TXT "${right}"`, ['type-in-value', 'quotes-in-value']],
    ['the name', `eng.acme.example ${right}`, ['name-in-value']],
    ['the relative name', `eng ${right}`, ['name-in-value']],
    ['a line of a zone file', `eng.acme.example. 3600 IN TXT "${right}"`, ['name-in-value', 'type-in-value', 'quotes-in-value']],
    ['the at sign', `@ TXT ${right}`, ['name-in-value', 'type-in-value']],
    ['the label of a form', `Value: ${right}`, ['type-in-value']],
    ['commas', right.replace(/ /g, ', '), ['commas-in-value']],
    ['commas alone', right.replace(/ /g, ','), ['commas-in-value']],
    ['a semicolon', right.replace('v=spf1', 'v=spf1;'), ['semicolon-after-version']],
    ['semicolons', `${right.replace(/ /g, '; ')};`, ['semicolon-after-version', 'commas-in-value']],
    ['another version', right.replace('v=spf1', 'v=spf2.0'), ['wrong-version']],
    ['Sender ID', right.replace('v=spf1', 'spf2.0/mfrom,pra'), ['wrong-version']],
    ['a letter for the digit', right.replace('v=spf1', 'v=spfl'), ['wrong-version']],
    ['blanks in the version', right.replace('v=spf1', 'v = spf1'), ['wrong-version']],
    ['non-breaking blanks', right.replace(/ /g, '\u00a0'), ['invisible-characters']],
    ['a zero-width blank', `\u200b${right}`, ['invisible-characters']],
    ['a mark of the byte order', `\ufeff${right}`, ['invisible-characters']],
    ['a soft hyphen', right.replace('mimecast', 'mime\u00adcast'), ['invisible-characters']],
    ['a tab', right.replace(' ', '\t'), ['invisible-characters']],
    ['a line break', `${right}\r\n`, ['invisible-characters']],
    ['a long dash', right.replace('~all', '–all'), ['look-alike-characters']],
    ['wide letters', right.replace(/:/g, '：'), ['look-alike-characters']],
    ['a blank in front', ` ${right}`, ['blank-in-front']],
    ['a blank behind a colon', right.replace('include:', 'include: '), ['blank-in-term']],
    ['a blank in the ending', right.replace('~all', '~ all'), ['blank-in-term']],
    ['no blank behind the version', right.replace('v=spf1 ', 'v=spf1'), ['words-run-together']],
  ])('%s is taken away, and said', (_, text, faults) => {
    const expected = text.includes('–') ? right.replace('~', '-') : right
    expect(repairSpfValue(toOctets(text), names)).toMatchObject({ value: expected, faults, isLegal: true })
  })

  it.each([
    ['in Windows-1252', `\u0093${right}\u0094`],
    ['encoded twice', toOctets(toOctets(`“${right}”`))],
    ['encoded by way of Windows-1252', toOctets(`â€œ${right}â€\u009d`)],
  ])('typographic quotes %s are quotes too', (_, octets) => {
    expect(repairSpfValue(octets, names)).toMatchObject({ value: right, faults: ['quotes-in-value'], isLegal: true })
  })

  it('names the characters that nobody can see', () => {
    expect(repairSpfValue(toOctets(`\u200b${right.replace(/ /g, '\u00a0')}`), names)?.characters).toEqual(['U+200B', 'U+00A0'])
  })

  it('keeps what is right, also where it looks strange', () => {
    for (const text of [right, 'v=spf1', 'V=SPF1 A:x.example -ALL', 'v=spf1 exists:%{l1r,-}.x.example ?all', 'v=spf1 redirect=_spf.x.example']) {
      expect(repairSpfValue(text, names)).toMatchObject({ faults: [], isLegal: true })
    }
  })

  it.each(['google-site-verification=v=spf1', 'site-note=acme.example', '', 'spf', `${'x'.repeat(500)} v=spf1 ~all`])('%j was not meant as a record', (text) => {
    expect(repairSpfValue(text, names)).toBeNull()
  })

  it('does not make a record of letters that nobody can guess', () => {
    expect(repairSpfValue(toOctets('"v=spf1 include:mäil.example ~all"'), names)?.isLegal).toBe(false)
  })

  it.each<[string, (octets: number) => string]>([
    ['quotes', (octets) => '"'.repeat(octets)],
    ['octets that may have been encoded twice', (octets) => '\u00c2'.repeat(octets / 2) + '\u00ad'.repeat(octets / 2)],
    ['terms without an argument', (octets) => 'include: '.repeat(octets / 9)],
    ['macros without an end', (octets) => '%{'.repeat(octets / 2)],
    ['blanks', (octets) => ' '.repeat(octets)],
    ['commas', (octets) => ' ,'.repeat(octets / 2)],
  ])('takes time in proportion to a text of %s', (_title, make) => {
    const read = (octets: number): void => void repairSpfRecord(toRecord(`v=spf1 ${make(octets)}`, make(octets)), names, right)
    // Processor time: what others do on this machine is not counted.
    const timed = (act: () => void): number => {
      const before = process.cpuUsage()
      for (let i = 0; i < 10; i += 1) act()
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    const [large, parts] = [60_000, 32]
    const inParts = timed(() => { for (let i = 0; i < parts; i += 1) read(large / parts) })
    // One text against as much in small texts: equal when linear, 32 times as long when quadratic.
    expect(timed(() => { read(large) }) / inParts).toBeLessThan(8)
  })
})

describe('a record in strings', () => {
  it.each([
    ['one string a word', right.split(' '), right],
    ['the version alone', ['v=spf1', right.slice(7)], right],
    ['the ending alone', [right.slice(0, -5), '~all'], right],
    ['all blanks lost in one string', [right.replace(/ /g, '')], right],
  ])('%s: the lost blanks come back', (_, strings, value) => {
    expect(repairSpfRecord(toRecord(...strings), names, right)).toMatchObject({ value, faults: ['words-run-together'], isLegal: true })
  })

  it('comes back without knowing what was wanted, where the words can be told apart', () => {
    expect(repairSpfRecord(toRecord(right.replace(/ /g, '')), names, null)).toMatchObject({ value: right, isLegal: true })
  })

  it('comes back as it was wanted, where nobody could tell the words apart', () => {
    const wanted = `v=spf1 ${R} mx ~all`
    expect(repairSpfRecord(toRecord(wanted.replace(/ /g, '')), names, wanted)).toMatchObject({ value: wanted, faults: ['words-run-together'] })
  })

  it('gets no blank where a string was cut because it was full', () => {
    const terms = `v=spf1 ${R} ${Array.from({ length: 20 }, (_, i) => `ip4:192.0.2.${String(100 + i)}`).join(' ')}`
    const [full, rest] = [terms.slice(0, 255), terms.slice(255)]
    expect(full.endsWith(' ') || rest.startsWith(' ')).toBe(false)
    expect(repairSpfRecord(toRecord(full, rest, 'mx', '~all'), names, null)).toMatchObject({ value: `${terms} mx ~all`, faults: ['words-run-together'] })
  })

  it('is left alone when it was cut where receivers join it rightly', () => {
    expect(repairSpfRecord(toRecord(right.slice(0, 20), right.slice(20)), names, right)).toMatchObject({ value: right, faults: [] })
    const long = `v=spf1 ${Array.from({ length: 40 }, (_, i) => `ip4:192.0.2.${i}`).join(' ')} ~all`
    const strings = [long.slice(0, 255), long.slice(255, 510), long.slice(510)]
    expect(repairSpfRecord(toRecord(...strings), names, null)).toMatchObject({ value: long, faults: [] })
  })
})

describe('the code that was meant by a text', () => {
  const code = 'abcdefghijklmnopqrstuvwxyz234567'

  it('may have hyphens of its own', () => {
    expect(repairCode('AB12-CD34 EF56', 'ab12-cd34-ef56', names)).toMatchObject({ value: 'ab12-cd34-ef56', faults: ['code-altered'] })
  })

  it.each([
    [`"${code}"`, ['quotes-in-value']],
    [`\\"${code}\\"`, ['backslashes-in-value', 'quotes-in-value']],
    [`${code}\u200b`, ['invisible-characters']],
    [`TXT ${code}`, ['type-in-value']],
    [`eng.acme.example. IN TXT "${code}"`, ['name-in-value', 'type-in-value', 'quotes-in-value']],
    [code.toUpperCase(), ['code-altered']],
    [`${code.slice(0, 16)} ${code.slice(16)}`, ['code-altered']],
    [code.slice(0, 30), ['code-altered']],
    [code.replace('o', '0'), ['code-altered']],
    [`mimecast-code=${code}`, ['code-with-company']],
    [`${code} published by Ann`, ['code-with-company']],
  ])('%j holds it, and what is wrong is said', (text, faults) => {
    expect(repairCode(toOctets(text), code, names)).toMatchObject({ value: code, faults, isLegal: true })
  })

  it.each(['', 'v=spf1 ~all', 'zyxwvutsrqponmlkjihgfedcba765432', code.slice(0, 10)])('%j has nothing to do with it', (text) => {
    expect(repairCode(text, code, names)).toBeNull()
  })
})

describe('repairing twice', () => {
  const noise = fc.string({ unit: fc.constantFrom('"', '“', '\\', ' ', '\u00a0', '\u200b', ',', ';', ':', '=', '~', 'é', '\u00c2', '\u00ad', 'TXT ', 'IN ', '@', 'include', 'ip4', 'a', 'all', '%{d}', 'v=spf1', '1', '.'), maxLength: 12 })

  it('changes nothing that once did not', () => {
    fc.assert(fc.property(noise, noise, noise, fc.boolean(), (front, middle, end, asOctets) => {
      const text = `${front}v=spf1${middle}${R}${end}`
      const once = repairSpfValue(asOctets ? toOctets(text) : text, names)
      if (once === null) return
      const twice = repairSpfValue(once.value, names)
      expect(twice?.value).toBe(once.value)
      if (once.isLegal) expect(twice).toMatchObject({ faults: [], isLegal: true })
    }), { numRuns: 3_000 })
  })

  it('says that a repaired record is legal only when receivers can read it', () => {
    fc.assert(fc.property(noise, (end) => {
      const repaired = repairSpfValue(toOctets(`v=spf1 ${R} ${end}`), names)
      expect(repaired?.isLegal).toBe(isLegalSpf(repaired?.value ?? ''))
    }), { numRuns: 500 })
  })
})
