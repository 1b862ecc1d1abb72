/** The seven results of `check_host` (RFC 7208 §2.6). What leads to each is the evaluator's to know. */
export const spfResults = ['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror'] as const
export type SpfResult = (typeof spfResults)[number]
