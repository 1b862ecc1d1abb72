import type { DnsWorld } from '../../server/demo/dns-world.ts'

/** A domain as its DNS administrator holds it: what is published stays published until somebody takes it away. */
export interface OpenZone {
  origin: string
  /** In the place of every SPF record that is there. */
  publishSpf(...records: string[]): void
  addTxt(text: string): void
  addTxtAt(name: string, text: string): void
  addCname(label: string, target: string): void
}

/** `nameServers`: where they are to tell who runs it; else the world's own. */
export function openZone(world: DnsWorld, origin: string, spf: readonly string[] = [], nameServers: readonly string[] = []): OpenZone {
  let records = [...spf]
  const others = [`site-note=${origin}`]
  const texts = () => [...records, ...others]
  world.addZone({ origin, records: { [origin]: { MX: [`10 mail.${origin}`], TXT: texts(), ...(nameServers.length === 0 ? {} : { NS: nameServers }) } } })
  return {
    origin,
    publishSpf(...next) {
      records = next
      world.setTxt(origin, texts())
    },
    addTxt(text) {
      others.push(text)
      world.setTxt(origin, texts())
    },
    addTxtAt: (name, text) => world.setTxt(`${name}.${origin}`, [text]),
    addCname: (label, target) => world.setCname(`${label}.${origin}`, target),
  }
}
