/** The sentences about what a record leads to: includes, look-ups and their limits, and what could not be asked. */
import type { FindingCode } from '../../spf/codes.ts'
import type { FindingTexts } from './spf-texts.ts'

type TreeCode = Extract<
  FindingCode,
  | 'too-many-lookups' | 'near-lookup-limit' | 'too-many-void-lookups' | 'too-many-void-lookups-ipv6' | 'void-lookup' | 'too-many-mx'
  | 'include-without-record' | 'include-dead' | 'include-multiple-records' | 'include-syntax-error' | 'include-loop' | 'include-unavailable'
  | 'lookup-unavailable' | 'macro-uncounted' | 'tree-too-large'
>

const removeOrAsk = (target: string) => `Remove “${target}” if it no longer sends for you. Otherwise ask its owner to repair it.`

export const treeFindings = {
  'too-many-lookups': {
    plain: ({ lookups, limit }) => `Reading your record takes ${lookups} look-ups, and receivers stop at ${limit}. They then reject the record.`,
    expert: () => 'RFC 7208 §4.6.4: include, a, mx, ptr, exists and redirect count, nested ones too. The eleventh is a permerror.',
    fix: () => 'Remove senders that you no longer use, or give a sender a subdomain of its own.',
  },
  'near-lookup-limit': {
    plain: ({ lookups, limit }) => `Reading your record takes ${lookups} of the ${limit} look-ups that receivers allow.`,
    expert: () => 'RFC 7208 §4.6.4. A sender can add look-ups to its own record without telling you.',
    fix: () => 'Before you add a sender, remove one that you no longer use.',
  },
  'too-many-void-lookups': {
    plain: ({ voidLookups, limit }) => `${voidLookups} names in your record lead nowhere. Receivers allow ${limit}, and then reject the record.`,
    expert: () => 'RFC 7208 §4.6.4: more than two void look-ups give permerror.',
    fix: () => 'Remove the entries marked as leading nowhere. List servers that have only IPv6 addresses with “ip6”.',
  },
  'too-many-void-lookups-ipv6': {
    plain: ({ voidLookups, limit }) =>
      `For a sender with an IPv6 address, ${voidLookups} names in your record lead nowhere. Receivers allow ${limit}, and then reject the record. Mail from IPv4 addresses is not affected.`,
    expert: () => 'RFC 7208 §4.6.4 and §5: hosts of “a” and “mx” are asked for AAAA then. The third void term is a permerror.',
    fix: () => 'Where a host has no IPv6 address, list it with “ip4” instead of by name.',
  },
  'void-lookup': {
    plain: ({ term, name }) => `“${term}” leads nowhere: ${name} has no address.`,
    expert: () => 'RFC 7208 §4.6.4: an answer without records is a void look-up, and two are allowed.',
    fix: ({ term }) => `Remove “${term}”, or correct its name.`,
  },
  'too-many-mx': {
    plain: ({ name, limit }) => `${name} has more than ${limit} mail servers. Receivers then reject the record.`,
    expert: () => 'RFC 7208 §4.6.4: more than ten exchangers of one “mx” give permerror.',
    fix: () => 'List the sending servers by address instead of “mx”.',
  },
  'include-without-record': {
    plain: ({ target }) => `Your record points to ${target}, which has no SPF record. Receivers then reject yours.`,
    expert: () => 'RFC 7208 §5.2 and §6.1: the result none of a target becomes permerror.',
    fix: ({ target }) => removeOrAsk(target),
  },
  'include-dead': {
    plain: ({ target, vendor }) => `Your record points to ${target}, a name often copied for ${vendor}. It has no SPF record, so receivers reject yours.`,
    expert: () => 'RFC 7208 §5.2 turns the result none of an include into permerror.',
    fix: ({ target, vendor }) => `Remove “${target}”. If ${vendor} sends for you, ask them for the entry that is right today.`,
  },
  'include-multiple-records': {
    plain: ({ target }) => `Your record points to ${target}, which has several SPF records. Receivers then reject yours.`,
    expert: () => 'RFC 7208 §4.5: several records give permerror, and §5.2 passes it on.',
    fix: ({ target }) => removeOrAsk(target),
  },
  'include-syntax-error': {
    plain: ({ target }) => `Your record points to ${target}, whose SPF record has an error. Receivers then reject yours.`,
    expert: () => 'RFC 7208 §4.6: a syntax error gives permerror, and §5.2 passes it on.',
    fix: ({ target }) => removeOrAsk(target),
  },
  'include-loop': {
    plain: ({ target }) => `Your record leads back to ${target} and never ends. Receivers then reject it.`,
    expert: () => 'A loop ends at the limit of RFC 7208 §4.6.4 with permerror.',
    fix: ({ target }) => `Remove the entry that leads back to ${target}.`,
  },
  'include-unavailable': {
    plain: ({ target }) => `We could not ask for the record of ${target}, so the rest could not be counted.`,
    expert: ({ reason }) => `The question ended in “${reason}”. A receiver gives temperror then (RFC 7208 §5.2).`,
    fix: () => 'Check again in a few minutes. Nothing in your own record has to change for this.',
  },
  'lookup-unavailable': {
    plain: ({ name }) => `We could not ask for the address of ${name}, so this part was not checked.`,
    expert: () => 'A receiver gives temperror when it meets the same (RFC 7208 §5).',
    fix: () => 'Check again in a few minutes. Nothing in your own record has to change for this.',
  },
  'macro-uncounted': {
    plain: ({ term }) => `“${term}” differs from message to message. What lies behind it could not be counted.`,
    expert: () => 'RFC 7208 §7: the name holds macros, so only the evaluation of a message can tell.',
    fix: () => 'Ask the service that gave you this entry how many look-ups it takes.',
  },
  'tree-too-large': {
    plain: () => 'Your record leads to so many others that we did not follow all of them.',
    expert: () => 'Receivers stop after ten look-ups (RFC 7208 §4.6.4).',
    fix: () => 'Remove senders that you no longer use.',
  },
} satisfies FindingTexts<TreeCode>
