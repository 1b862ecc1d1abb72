import { describe, expect, onTestFinished, test } from 'vitest'
import { spfView } from '../../../core/dns/outcome.ts'
import type { DnsOutcome, DnsOutcomeKind } from '../../../core/dns/outcome.ts'
import { createResolver } from '../../../server/dns/resolver.ts'
import type { ResolverOptions } from '../../../server/dns/resolver.ts'
import * as faults from '../../helpers/dns-faults.ts'
import { answering, good, overTcp, overUdp, silent, truths } from '../../helpers/dns-faults.ts'
import type { Tell } from '../../helpers/dns-faults.ts'
import { eager, slackMs } from '../../helpers/fault-lookup.ts'
import { framed, hasIpv6, leavingNoSocket, startFaultyDns } from '../../helpers/faulty-dns.ts'

/**
 * Every fault between a question and its answer. Each row is asked three times: where the truth behind the fault is a
 * record, no such record, and no such name. Where the look-up gets through, what it says is that truth; where it does
 * not, it says in all three that nobody could be asked. So nothing "missing" ever comes of a fault, nor the other way
 * round. What single exchanges look like is told by the tests beside this one, and what faults may cost as well; what
 * can be wrong with a zone's own servers (lame, in a circle, of two minds) is in the folder `authority`.
 */
interface Row {
  fault: string
  servers: (tell: Tell) => readonly Promise<{ address: string }>[]
  options?: ResolverOptions
  abortMs?: number
}

/** For look-ups that are meant to run out of time. */
const short: ResolverOptions = { deadlineMs: 150, firstTryMs: 40 }

const mended: readonly Row[] = [
  { fault: 'no fault at all', servers: (tell) => [good(tell)] },
  { fault: 'a lost datagram', servers: (tell) => [overUdp((turn) => { if (turn.count > 1) answering(tell)(turn) })], options: eager },
  { fault: 'a late answer', servers: (tell) => [overUdp(faults.after(150, tell))], options: eager },
  { fault: 'an answer with another id before the right one', servers: (tell) => [overUdp(both(faults.withOtherId(truths.data), tell))] },
  { fault: 'an answer to another question before the right one', servers: (tell) => [overUdp(both(faults.otherQuestion, tell))] },
  { fault: 'an answer of another type before the right one', servers: (tell) => [overUdp(both(faults.otherType, tell))] },
  { fault: 'our own question back before the answer', servers: (tell) => [overUdp(both((request) => request, tell))] },
  { fault: 'changed case', servers: (tell) => [good(faults.inSmallLetters(tell))] },
  { fault: 'changed case, and no TCP', servers: (tell) => [overUdp(answering(faults.inSmallLetters(tell)))] },
  { fault: 'a flood of strangers over UDP', servers: (tell) => [startFaultyDns({ udp: faults.stranger(20, truths.data), tcp: whole(tell) })] },
  { fault: 'truncated, and good over TCP', servers: (tell) => [overTcp(whole(tell))] },
  { fault: 'truncated, and TCP drips in time', servers: (tell) => [overTcp(({ request, socket }) => faults.drip(socket, framed(tell(request)), 1))] },
  { fault: 'cut short over UDP, and good over TCP', servers: (tell) => [startFaultyDns({ udp: answering(faults.cutShort(tell)), tcp: whole(tell) })] },
  { fault: 'SERVFAIL first, then a good server', servers: (tell) => [overUdp(answering(faults.code(2))), good(tell)] },
  { fault: 'REFUSED first, then a good server', servers: (tell) => [overUdp(answering(faults.code(5))), good(tell)] },
  { fault: 'a dead port first, then a good server', servers: (tell) => [faults.gone(), good(tell)] },
  { fault: 'a silent server first, then a good one', servers: (tell) => [silent(), good(tell)], options: eager },
  { fault: 'a referral first, then a good server', servers: (tell) => [overUdp(answering(faults.pointingElsewhere)), good(tell)] },
  { fault: 'corrupt TXT first, then a good server', servers: (tell) => [good(faults.corruptTxt), good(tell)] },
  { fault: 'TCP silent on one server, then a good one', servers: (tell) => [overTcp(() => undefined), good(tell)], options: eager },
  { fault: 'FORMERR on OPT', servers: (tell) => [overUdp(answering(faults.withoutEdns(tell, 1)))] },
  { fault: 'NOTIMP on OPT', servers: (tell) => [overUdp(answering(faults.withoutEdns(tell, 4)))] },
  ...(hasIpv6 ? [{ fault: 'an upstream on IPv6', servers: (tell: Tell) => [good(tell, '::1')] }] : []),
]

const lasting: readonly (Row & { ends: DnsOutcomeKind })[] = [
  { fault: 'all silent', ends: 'timeout', servers: () => [silent(), silent(), silent()], options: short },
  { fault: 'an answer that comes after the deadline', ends: 'timeout', servers: (tell) => [overUdp(faults.after(300, tell))], options: short },
  { fault: 'another id', ends: 'timeout', servers: (tell) => [overUdp(answering(faults.withOtherId(tell)))], options: short },
  { fault: 'another question', ends: 'timeout', servers: () => [overUdp(answering(faults.otherQuestion))], options: short },
  { fault: 'another type', ends: 'timeout', servers: () => [overUdp(answering(faults.otherType))], options: short },
  { fault: 'no question in the answer', ends: 'timeout', servers: () => [overUdp(answering(faults.withoutQuestion))], options: short },
  { fault: 'the right answer from another address', ends: 'timeout', servers: (tell) => [faults.fromElsewhere(tell)], options: short },
  { fault: 'our own question back', ends: 'timeout', servers: () => [overUdp(answering((request) => request))], options: short },
  { fault: 'truncated, and TCP silent', ends: 'timeout', servers: () => [overTcp(() => undefined)], options: short },
  { fault: 'truncated, half a message over TCP and silence', ends: 'timeout', servers: (tell) => [overTcp(({ request, socket }) => socket.write(half(tell)(request)))], options: short },
  { fault: 'truncated, half a message over TCP and the end', ends: 'network', servers: (tell) => [overTcp(({ request, socket }) => socket.end(half(tell)(request)))] },
  { fault: 'truncated, and TCP drips for longer than we wait', ends: 'timeout', servers: (tell) => [overTcp(({ request, socket }) => faults.drip(socket, framed(tell(request)), 50))], options: short },
  { fault: 'truncated, and TCP reset', ends: 'network', servers: () => [overTcp(({ socket }) => socket.resetAndDestroy())] },
  { fault: 'truncated, and no TCP', ends: 'network', servers: () => [overTcp()] },
  { fault: 'truncated, and another id over TCP', ends: 'malformed', servers: (tell) => [overTcp(whole(faults.withOtherId(tell)))] },
  { fault: 'SERVFAIL from all', ends: 'servfail', servers: () => [overUdp(answering(faults.code(2))), overUdp(answering(faults.code(2)))] },
  { fault: 'REFUSED from all', ends: 'refused', servers: () => [overUdp(answering(faults.code(5))), overUdp(answering(faults.code(5)))] },
  { fault: 'SERVFAIL from one and silence from the other', ends: 'servfail', servers: () => [overUdp(answering(faults.code(2))), silent()], options: { deadlineMs: 500 } },
  { fault: 'FORMERR with and without OPT', ends: 'other-rcode', servers: () => [overUdp(answering(faults.code(1)))] },
  { fault: 'a dead port', ends: 'network', servers: () => [faults.gone()] },
  { fault: 'corrupt TXT', ends: 'malformed', servers: () => [good(faults.corruptTxt)] },
  { fault: 'a reply cut short, over TCP as well', ends: 'malformed', servers: (tell) => [good(faults.cutShort(tell))] },
  { fault: 'a pointer bomb of 65 kB', ends: 'malformed', servers: () => [overTcp(whole(faults.pointerBomb))] },
  { fault: 'a CNAME loop', ends: 'malformed', servers: () => [good(faults.cnameLoop)] },
  { fault: 'a CNAME loop told step by step', ends: 'malformed', servers: () => [good(faults.cnameLoopInSteps)] },
  { fault: 'a referral instead of an answer', ends: 'malformed', servers: () => [good(faults.pointingElsewhere)] },
  { fault: 'records of a name that does not exist', ends: 'malformed', servers: () => [good(faults.recordsOfNoName)] },
  { fault: 'an abort', ends: 'aborted', servers: () => [silent()], abortMs: 30 },
]

function both(first: Tell, second: Tell): (turn: Parameters<ReturnType<typeof answering>>[0]) => void {
  return (turn) => {
    answering(first)(turn)
    answering(second)(turn)
  }
}

function whole(tell: Tell): Parameters<typeof overTcp>[0] & object {
  return ({ request, socket }) => socket.end(framed(tell(request)))
}

function half(tell: Tell): Tell {
  return (request) => framed(tell(request)).subarray(0, 20)
}

/** One look-up for each truth, side by side: each must end by its own clock, and together they leave no socket. */
async function askForEachTruth({ servers, options = {}, abortMs }: Row): Promise<readonly DnsOutcome[]> {
  const { deadlineMs = 3000 } = options
  const controller = new AbortController()
  const resolvers = await Promise.all(
    Object.values(truths).map(async (tell) => {
      const upstreams = (await Promise.all(servers(tell))).map(({ address }) => address)
      const resolver = createResolver({ upstreams, firstTryMs: 1500, ...options, deadlineMs })
      onTestFinished(() => resolver.close())
      return resolver
    }),
  )
  if (abortMs !== undefined) setTimeout(() => controller.abort(), abortMs)
  return leavingNoSocket(() =>
    Promise.all(
      resolvers.map(async (resolver) => {
        const startedAt = performance.now()
        const outcome = await resolver.lookupWith({ signal: controller.signal })('Asked.Name.example', 'TXT')
        expect(performance.now() - startedAt).toBeLessThan((abortMs ?? deadlineMs) + slackMs)
        return outcome
      }),
    ),
  )
}

describe('the truth comes through', () => {
  test.each(mended)('$fault', async (row) => {
    const outcomes = await askForEachTruth(row)
    expect(outcomes.map(({ kind }) => kind)).toEqual(['answer', 'nodata', 'nxdomain'])
    expect(outcomes.map(spfView)).toEqual(['data', 'void', 'void'])
  })
})

describe('nobody could be asked, whatever the truth is', () => {
  test.each(lasting)('$fault', async (row) => {
    const outcomes = await askForEachTruth(row)
    expect(outcomes.map(({ kind }) => kind)).toEqual([row.ends, row.ends, row.ends])
    expect(outcomes.map(spfView)).toEqual(['temperror', 'temperror', 'temperror'])
  })
})
