import * as contract from '#core/contract/explain.ts'
import { customerRoute, staffRoute, type Call, type Route } from '../http/route.ts'
import type { Parts } from '../parts.ts'
import { explainEvidence, listEvidence } from './explain.service.ts'

/** What was found out is read here, never asked anew. Staff names the account by the path. */
export function createEvidenceRoutes({ db }: Pick<Parts, 'db'>): Route[] {
  return [
    customerRoute(contract.listEvidence, (call) => listEvidence(db, { accountId: call.accountId, domainId: idOf(call, 'domainId') })),
    customerRoute(contract.getEvidence, (call) => explainEvidence(db, { accountId: call.accountId, evidenceId: idOf(call, 'evidenceId') })),
    staffRoute(contract.listAccountEvidence, (call) => listEvidence(db, { accountId: idOf(call, 'accountId'), domainId: idOf(call, 'domainId') })),
    staffRoute(contract.getAccountEvidence, (call) =>
      explainEvidence(db, { accountId: idOf(call, 'accountId'), evidenceId: idOf(call, 'evidenceId') })),
  ]
}

/** The app has looked that each is an id; an empty one is nobody's. */
const idOf = ({ params }: Call<unknown>, name: string): string => params[name] ?? ''
