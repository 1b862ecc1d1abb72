/** The title of each problem document of the API (RFC 9457), for whoever reads the raw answer. The page has its own words. */
import type { ProblemCode } from '../../contract/common.ts'

export const problemTitles = {
  'request.malformed': 'The body of the request could not be read as JSON',
  'request.invalid': 'Some fields could not be taken',
  'request.too-large': 'The request is larger than 256 kB',
  'request.too-many': 'There were too many requests in a short time',
  'request.cross-site': 'The request seems to come from another site',
  'request.not-json': 'The body of the request has to be JSON',
  'session.none': 'Nobody is signed in',
  'session.wrong-credentials': 'The email address and the password do not belong together',
  'access.forbidden': 'This is not for the person who is signed in',
  'not-found': 'This does not exist here',
  'link.unusable': 'This link cannot be used',
  'account.code-taken': 'There is an account with this code already',
  'person.email-taken': 'There is a person with this email address already',
  'domain.taken': 'This domain cannot be added here',
  'conflict.changed-meanwhile': 'Somebody else changed this meanwhile',
  'step.not-ready': 'Something else has to come first',
  'request.closed': 'This request is closed',
  internal: 'Connect made a mistake, which is in its log',
} as const satisfies Record<ProblemCode, string>
