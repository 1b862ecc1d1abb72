/** How much a record may ask for (RFC 7208 §4.6.4). Counting is left to the evaluator and to the tree. */

/** Terms that ask DNS: include, a, mx, ptr, exists, redirect. The tenth is legal, the eleventh is not. */
export const maxLookups = 10
/** Questions answered by "no such name" or "nothing of that type". The second is legal, the third is not. */
export const maxVoidLookups = 2
/** Exchangers of one `mx`, and names of one address. */
export const maxMxHosts = 10
export const maxPtrNames = 10
/** RFC 7208 §3.4: a record of more octets risks an answer that does not fit one datagram. */
export const adviceOctets = 450
/** One character-string of a TXT record (RFC 1035 §3.3). */
export const maxStringOctets = 255
/** What every resolver can carry in one datagram (RFC 1035 §4.2.1, RFC 7208 §3.4). */
export const maxPlainAnswerOctets = 512
