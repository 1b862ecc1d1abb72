/** How components and stores come by the client and the live stream. Only `main.ts` and tests provide them. */
import { inject, type InjectionKey } from 'vue'
import type { Client } from './client.ts'
import type { Live } from './live.ts'

export const clientKey: InjectionKey<Client> = Symbol('client')
export const liveKey: InjectionKey<Live> = Symbol('live')

function required<T>(key: InjectionKey<T>): T {
  const found = inject(key)
  if (found === undefined) throw new Error(`Nothing is provided for ${String(key.description)}`)
  return found
}

export const useClient = (): Client => required(clientKey)
export const useLive = (): Live => required(liveKey)
