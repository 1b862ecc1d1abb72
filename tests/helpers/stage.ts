import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from './browser.ts'
import { startProduct, type Product, type ProductOptions } from './product.ts'

export interface Stage {
  product: Product
  browser: Browser
}

/**
 * The product and a browser, for all tests of the file; both are closed at its end, after what the file itself closes.
 * Nothing turns by itself meanwhile, unless `watches` says so.
 */
export function useStage(options: ProductOptions = {}): Stage {
  const made: Partial<Stage> = {}
  beforeAll(async () => {
    ;[made.product, made.browser] = await Promise.all([startProduct({ watches: false, ...options }), openBrowser()])
  })
  afterAll(async () => {
    await made.browser?.close()
    await made.product?.close()
  })
  const need = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the product and the browser exist from beforeAll on')
    return part
  }
  return {
    get product() {
      return need(made.product)
    },
    get browser() {
      return need(made.browser)
    },
  }
}
