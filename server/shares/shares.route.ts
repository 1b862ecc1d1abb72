import * as contract from '#core/contract/shares.ts'
import { customerRoute, sharedRoute, type Route } from '../http/route.ts'
import { checkShared, readShared, type SharedParts } from './shared.service.ts'
import { createShare, listShares, revokeShare, type ShareParts } from './shares.service.ts'

export function createShareRoutes(parts: ShareParts & SharedParts): Route[] {
  return [
    customerRoute(contract.createShare, (call) => createShare(parts, call, call.body)),
    customerRoute(contract.listShares, async ({ accountId }) => ({ shares: await listShares(parts, accountId) })),
    customerRoute(contract.revokeShare, (call) => revokeShare(parts, call, call.params['shareId'] ?? '')),
    sharedRoute(contract.getShared, (call) => readShared(parts, call)),
    sharedRoute(contract.checkShared, (call) => checkShared(parts, call)),
  ]
}
