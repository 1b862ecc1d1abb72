/** The sentences about the Mimecast rule: what is, what an expert wants to know, what to do. */
import type { FindingCode } from '../../spf/codes.ts'
import type { FindingTexts } from './spf-texts.ts'

type MimecastCode = Extract<FindingCode, `mimecast-${string}` | 'modifier-first'>

const literalRule = 'RFC 7208 §4.6.2 reads terms from left to right. That Mimecast comes first is Mimecast’s rule, not the RFC’s.'

export const mimecastFindings = {
  'mimecast-not-first': {
    plain: ({ position }) => `Mimecast is in your record, but as number ${position} of its mechanisms. It must come first.`,
    expert: () => literalRule,
    fix: () => 'Move the Mimecast entry directly behind “v=spf1”. The order of the other entries can stay.',
  },
  'mimecast-missing': {
    plain: () => 'Your record does not name Mimecast, so receivers do not know that Mimecast sends for you.',
    expert: ({ include }) => `No mechanism of the record is “include:${include}”. Includes are described in RFC 7208 §5.2.`,
    fix: ({ include }) => `Add “include:${include}” directly behind “v=spf1”.`,
  },
  'mimecast-wrong-region': {
    plain: ({ region }) => `Your record names Mimecast’s servers of another region (${region}). Your mail leaves from different ones.`,
    expert: ({ found, include }) => `The record has “${found}”; the region of this account is authorised by “${include}”.`,
    fix: ({ found, include }) => `Replace “${found}” by “${include}”, as the first entry.`,
  },
  'mimecast-global-include': {
    plain: () => 'Your record uses Mimecast’s worldwide list. It spends seven of ten look-ups and leaves out some regions.',
    expert: ({ found }) => `“${found}” costs itself and six nested includes of the ten that RFC 7208 §4.6.4 allows.`,
    fix: ({ found, include }) => `Replace “${found}” by “${include}”, the list of your own region.`,
  },
  'mimecast-not-authorised': {
    plain: ({ qualifier }) => `Mimecast is listed with “${qualifier}” in front. That tells receivers not to trust its mail.`,
    expert: ({ qualifier }) => `RFC 7208 §4.6.2: a match of a mechanism with “${qualifier}” does not give pass.`,
    fix: ({ include }) => `Write “include:${include}” without a sign in front of it.`,
  },
  'mimecast-by-redirect': {
    plain: () => 'Your record hands everything over to Mimecast’s list. The list must be included as an entry instead.',
    expert: () => 'RFC 7208 §6.1: “redirect” is a modifier, so the record has no first mechanism that is Mimecast’s.',
    fix: ({ include }) => `Replace the redirect by “include:${include}” and an ending such as “~all”.`,
  },
  'mimecast-nested': {
    plain: ({ via }) => `Mimecast is named only inside another record, reached by “${via}”. Your own record must name it.`,
    expert: () => 'The first mechanism of the domain’s own record counts, whatever records below it contain (RFC 7208 §5.2).',
    fix: ({ include }) => `Put “include:${include}” first in your own record, or ask your implementation team for an exception.`,
  },
  'mimecast-after-all': {
    plain: () => 'Mimecast stands behind the “all” entry. Receivers stop reading there, so they never see it.',
    expert: () => 'RFC 7208 §5.1: mechanisms after “all” are never tested.',
    fix: () => 'Move the Mimecast entry directly behind “v=spf1”.',
  },
  'mimecast-near-miss': {
    plain: ({ found, meant }) => `“${found}” looks like Mimecast’s entry, but it is not. Did you mean “${meant}”?`,
    expert: () => 'The name is compared label by label; case and a final dot do not matter, everything else does.',
    fix: ({ found, meant }) => `Replace “${found}” by “${meant}”. Copy it from this page rather than typing it.`,
  },
  'mimecast-include-without-record': {
    plain: () => 'Mimecast’s own list could not be found in DNS, although your record names it correctly.',
    expert: ({ include }) => `“${include}” has no SPF record. RFC 7208 §5.2 makes that a permerror for every receiver.`,
    fix: () => 'Do not change your record. Tell your implementation team.',
  },
  'mimecast-extra-include': {
    plain: ({ found }) => `Besides your region’s list your record names another of Mimecast’s lists, “${found}”.`,
    expert: () => 'Each further include costs at least one of the ten look-ups of RFC 7208 §4.6.4.',
    fix: ({ found }) => `Remove “${found}” unless your implementation team asked for it.`,
  },
  'mimecast-spelling': {
    plain: ({ found }) => `Mimecast’s entry is written as “${found}”. That is unusual, but it means the same.`,
    expert: () => 'RFC 7208 §4.6.2 and §12: a “+”, upper case and a final dot do not change a mechanism.',
    fix: () => 'Nothing has to change.',
  },
  'modifier-first': {
    plain: ({ modifier }) => `“${modifier}” stands in front of Mimecast. It is not a sender, so Mimecast still comes first.`,
    expert: () => 'RFC 7208 §6: modifiers are not mechanisms, and their place in the record does not matter.',
    fix: () => 'Nothing has to change.',
  },
} satisfies FindingTexts<MimecastCode>
