/** What the page says when a call came to nothing. Findings about DNS are never here; fields have a file of their own. */
import type { ProblemCode } from '../../contract/common.ts'

export type PageProblemCode = ProblemCode | 'offline' | 'unexpected-answer'

export const pageProblems = {
  'request.malformed': 'The server could not read what the page sent. Load the page again, then try once more.',
  'request.invalid': 'Some of what you entered could not be taken. Nothing was saved.',
  'request.too-large': 'That was more than the server takes at once. Send less at a time.',
  'request.too-many': 'That was asked too often in a short time. Wait a moment, then try again.',
  'request.cross-site': 'The server did not accept the request, as it seemed to come from another site. Load the page again.',
  'request.not-json': 'The server could not read what the page sent. Load the page again, then try once more.',
  'session.none': 'You have been signed out. What you typed is still here. Sign in again in another tab, then try once more.',
  'session.wrong-credentials': 'The email address and the password do not belong together. Check both, then try again.',
  'access.forbidden': 'You are signed in as somebody who may not do this.',
  'not-found': 'This does not exist, or it does not belong to your account.',
  'link.unusable': 'This link cannot be used. It has been used already, or it has expired. Ask for a new one.',
  'account.code-taken': 'There is an account with this code already.',
  'person.email-taken': 'Somebody with this email address exists already.',
  'domain.taken': 'This domain cannot be added here. Use “Notify us”, and the implementation team will look into it.',
  'conflict.changed-meanwhile': 'Somebody changed this while you were looking at it. Read the new state, then decide again.',
  'step.not-ready': 'Something must come first. The list of steps says what.',
  'request.closed': 'This request is closed. Send a new one if there is more to say.',
  internal: 'Something went wrong on our side. Your set-up is unchanged. Try again in a moment.',
  // A lost answer is no proof that nothing was done: the connection may have ended after the server wrote it down.
  offline: 'We could not reach the server. Check your connection, then try again. If you were saving something, see first whether it is there.',
  'unexpected-answer': 'The server’s answer could not be read. Load the page again. If it stays, use “Notify us”.',
} as const satisfies Record<PageProblemCode, string>

export const problemWords = {
  signIn: 'Sign in again',
  reference: (requestId: string) => `For the implementation team: ${requestId}`,
  waitFor: (seconds: number) => `Try again in ${String(seconds)} seconds.`,
  noAnswer: 'The page could not be read',
} as const
