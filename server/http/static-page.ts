import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.map': 'application/json',
}
const codings = [['br', '.br'], ['gzip', '.gz']] as const

/**
 * The built page, read whole at the start: it is small, nothing outside it can ever be served, and an answer costs no
 * look at the disk. Null for what is not there; the caller decides what that means.
 */
export interface StaticPage {
  serve(request: Request): Response | null
  /** The page itself, for every address that the page's own router knows. */
  serveIndex(request: Request): Response | null
}

export async function createStaticPage(folder: string): Promise<StaticPage> {
  const files = await readFolder(folder)

  function answer(path: string, request: Request): Response | null {
    const type = types[extname(path)]
    const plain = files.get(path)
    if (plain === undefined || type === undefined) return null
    const accepted = (request.headers.get('accept-encoding') ?? '').split(',').map((item) => item.trim().split(';')[0])
    const coding = codings.find(([name, suffix]) => accepted.includes(name) && files.has(path + suffix))
    const bytes = coding === undefined ? plain : (files.get(path + coding[1]) ?? plain)
    const headers = new Headers({
      'content-type': type,
      'content-length': String(bytes.byteLength),
      vary: 'accept-encoding',
      // Vite puts a hash of the content into these names.
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    if (coding !== undefined) headers.set('content-encoding', coding[0])
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers })
  }

  return {
    serve: (request) => answer(new URL(request.url).pathname, request),
    serveIndex: (request) => answer('/index.html', request),
  }
}

async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = `/${relative(folder, path).split(sep).join('/')}`
    // `.vite/manifest.json` is for the build, not for visitors.
    if (entry.isFile() && !name.includes('/.')) files.set(name, await readFile(path))
  }
  return files
}
