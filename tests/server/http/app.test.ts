import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { endpoint } from '#core/contract/endpoint.ts'
import { problemCodes, problemSchema } from '#core/contract/common.ts'
import { getSession, signIn } from '#core/contract/session.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { createApp, type App } from '../../../server/http/app.ts'
import { maxBodyBytes } from '../../../server/http/body.ts'
import { AppError } from '../../../server/http/errors.ts'
import { anyoneRoute } from '../../../server/http/route.ts'
import { createStaticPage } from '../../../server/http/static-page.ts'
import { createRoutes } from '../../../server/routes.ts'
import { createCaller } from '../../helpers/api-caller.ts'
import { makeSqlitePlace, type TestPlace } from '../../helpers/databases.ts'
import { createTestParts, type TestParts } from '../../helpers/server-parts.ts'

const origin = 'http://127.0.0.1:3000'
const echo = endpoint({
  name: 'echo', method: 'POST', path: '/api/test/echo', access: 'anyone',
  body: z.strictObject({ text: z.string(), code: z.optional(z.string()) }), answer: z.strictObject({ text: z.string() }),
})
const echoItem = endpoint({ name: 'echoItem', method: 'GET', path: '/api/test/items/:itemId', access: 'anyone', body: null, answer: z.strictObject({ id: z.string() }) })
const testRoutes = [
  anyoneRoute(echo, ({ body }) => {
    if (body.code === 'bug') throw new Error('a secret of the inside')
    if (body.code !== undefined) throw new AppError(body.code as (typeof problemCodes)[number], { retryAfterSeconds: 7 })
    return Promise.resolve({ text: body.text })
  }),
  anyoneRoute(echoItem, ({ params }) => Promise.resolve({ id: params['itemId'] ?? '' })),
]

let place: TestPlace
let parts: TestParts
let app: App
let secureApp: App
let pageDir: string

beforeAll(async () => {
  place = await makeSqlitePlace()
  parts = createTestParts(await openDatabase(place.place), { environment: { METRICS_TOKEN: 'a-token-for-metrics', TRUSTED_PROXIES: '10.0.0.1' } })
  pageDir = await mkdtemp(join(tmpdir(), 'connect-page-'))
  await mkdir(join(pageDir, 'assets'))
  await mkdir(join(pageDir, '.vite'))
  await writeFile(join(pageDir, 'index.html'), '<!doctype html><title>Connect</title>')
  await writeFile(join(pageDir, 'assets/app-1.js'), 'plain')
  await writeFile(join(pageDir, 'assets/app-1.js.br'), 'brotli')
  await writeFile(join(pageDir, 'assets/app-1.js.gz'), 'gzip')
  await writeFile(join(pageDir, '.vite/manifest.json'), '{}')
  const page = await createStaticPage(pageDir)
  app = createApp(parts, [...createRoutes(parts), ...testRoutes], { page })
  secureApp = createApp({ ...parts, publicUrl: 'https://connect.example' }, testRoutes, { page })
})
afterAll(async () => {
  await parts.db.destroy()
  await place.remove()
  await rm(pageDir, { recursive: true, force: true })
})

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, path = '/api/test/echo') =>
  app(new Request(origin + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }))
const get = (path: string, headers: Record<string, string> = {}, clientAddress = '127.0.0.1') => app(new Request(origin + path, { headers }), { clientAddress })
const codeOf = async (response: Response) => `${String(response.status)} ${problemSchema.parse(await response.json()).code}`

describe('the body of a request', () => {
  it('is read as JSON through the schema of its endpoint', async () => {
    expect(await (await post('{"text":"hello"}')).json()).toEqual({ text: 'hello' })
    expect((await post('{"text":"x"}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(200)
  })

  it.each([
    ['half a value', '{"text":', {}, '400 request.malformed'],
    ['nothing', '', {}, '400 request.malformed'],
    ['octets that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}, '400 request.malformed'],
    ['a form', 'text=hello', { 'content-type': 'application/x-www-form-urlencoded' }, '415 request.not-json'],
    ['text', '{"text":"x"}', { 'content-type': 'text/plain' }, '415 request.not-json'],
    ['one octet too many', `"${'x'.repeat(maxBodyBytes - 1)}"`, {}, '413 request.too-large'],
    ['one that claims to be short and is not', `{"text":"${'x'.repeat(maxBodyBytes)}"}`, { 'content-length': '10' }, '413 request.too-large'],
    ['a key that nobody asked for', '{"text":"x","extra":1}', {}, '422 request.invalid'],
    ['a key that reaches for the prototype', '{"text":"x","__proto__":{"a":1}}', {}, '422 request.invalid'],
    ['an array', '[]', {}, '422 request.invalid'],
  ])('is refused when it is %s', async (_title, body, headers, expected) => {
    expect(await codeOf(await post(body as string, headers))).toBe(expected)
  })

  it('may be as long as it says', async () => {
    const text = 'x'.repeat(maxBodyBytes - '{"text":""}'.length)
    expect((await post(JSON.stringify({ text }))).status).toBe(200)
  })

  it('is refused field by field', async () => {
    const { fields } = problemSchema.parse(await (await post(JSON.stringify({ email: 'nobody', password: 1, more: true }), {}, '/api/session')).json())
    expect(fields).toEqual([
      { field: 'email', code: 'field.not-an-email' }, { field: 'password', code: 'field.not-allowed' }, { field: 'more', code: 'field.not-allowed' },
    ])
    const missing = problemSchema.parse(await (await post('{"email":"","password":""}', {}, '/api/session')).json())
    expect(missing.fields).toContainEqual({ field: 'password', code: 'field.required' })
  })
})

describe('a refusal', () => {
  it.each(problemCodes)('is a problem document: %s', async (code) => {
    const response = await post(JSON.stringify({ text: '', code }))
    const problem = problemSchema.parse(await response.json())
    expect(problem).toMatchObject({ code, status: response.status, requestId: response.headers.get('x-request-id') })
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('retry-after')).toBe('7')
  })

  it('of a bug says nothing of the inside, and the log has it once', async () => {
    parts.logged.length = 0
    const response = await post('{"text":"my words","code":"bug"}')
    const text = await response.text()
    expect([response.status, text.includes('secret')]).toEqual([500, false])
    const entries = parts.logged.filter(({ level }) => level === 50)
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({ requestId: response.headers.get('x-request-id'), err: { message: 'a secret of the inside' } })
    expect(JSON.stringify(parts.logged)).not.toContain('my words')
  })
})

describe('a parameter', () => {
  it.each(['1', 'x', '..%2f', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'])('that is no id belongs to nobody: %s', async (id) => {
    expect(await codeOf(await get(`/api/test/items/${id}`))).toBe('404 not-found')
  })
})

describe('a request of another site', () => {
  const cookie = 'connect=something'
  it.each([
    ['a cross-site page', { 'sec-fetch-site': 'cross-site', origin }],
    ['a page of a sister site', { 'sec-fetch-site': 'same-site' }],
    ['an older browser that names the other site', { origin: 'https://evil.example' }],
    ['a frame without an origin', { origin: 'null' }],
    ['somebody with our cookie who says nothing', { cookie }],
  ])('changes nothing: %s', async (_title, headers) => {
    expect(await codeOf(await post('{"text":"x"}', headers as Record<string, string>))).toBe('403 request.cross-site')
  })

  it.each([
    ['our own page', { 'sec-fetch-site': 'same-origin', cookie }],
    ['our own page in an older browser', { origin, cookie }],
    ['a program without a cookie', {}],
  ])('is not %s', async (_title, headers) => {
    expect((await post('{"text":"x"}', headers as Record<string, string>)).status).toBe(200)
  })

  it('may read, since reading changes nothing', async () => {
    expect((await get('/api/session', { 'sec-fetch-site': 'cross-site' })).status).toBe(200)
  })
})

describe('the headers', () => {
  const policyOf = (response: Response) => response.headers.get('content-security-policy')

  it('are strict on every answer', async () => {
    for (const path of ['/', '/api/session', '/api/nothing', '/assets/missing.js', '/s/some-token', '/metrics']) {
      const response = await get(path)
      expect(policyOf(response)).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;/u)
      expect(policyOf(response)).not.toContain('unsafe')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.has('strict-transport-security')).toBe(false)
    }
  })

  it('keep the API out of every store, and a shared link out of referrers and search', async () => {
    expect((await get('/api/session')).headers.get('cache-control')).toBe('no-store')
    const { headers } = await get('/s/some-token')
    expect([headers.get('cache-control'), headers.get('referrer-policy'), headers.get('x-robots-tag')]).toEqual(['no-store', 'no-referrer', 'noindex, nofollow'])
  })

  it('ask for https for ever only where people reach us by https', async () => {
    const response = await secureApp(new Request('https://connect.example/'))
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000')
  })
})

describe('the cookie', () => {
  it('has the strictest form that the connection allows', async () => {
    const { createSessionCookie } = await import('../../../server/http/cookies.ts')
    expect(createSessionCookie('https://connect.example').format('t')).toBe('__Host-connect=t; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax; Secure')
    expect(createSessionCookie(origin).format('t')).toBe('connect=t; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax')
    expect(createSessionCookie(origin).format(null)).toContain('Max-Age=0')
  })

  it('of nobody is nobody', async () => {
    expect(await (await get('/api/session', { cookie: 'connect=unknown; other=1' })).json()).toMatchObject({ person: null })
  })
})

describe('the page', () => {
  const textOf = async (path: string, headers: Record<string, string> = {}) => {
    const response = await get(path, headers)
    return [response.status, response.headers.get('content-encoding'), await response.text()]
  }

  it('comes in the form that the browser takes', async () => {
    expect(await textOf('/assets/app-1.js')).toEqual([200, null, 'plain'])
    expect(await textOf('/assets/app-1.js', { 'accept-encoding': 'gzip, br;q=1.0' })).toEqual([200, 'br', 'brotli'])
    expect(await textOf('/assets/app-1.js', { 'accept-encoding': 'gzip' })).toEqual([200, 'gzip', 'gzip'])
    expect((await get('/assets/app-1.js')).headers.get('cache-control')).toContain('immutable')
  })

  it('answers for each of its own addresses', async () => {
    for (const path of ['/', '/domains', '/staff/accounts/new', '/s/abc']) {
      const response = await get(path)
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    }
    expect((await get('/')).headers.get('cache-control')).toBe('no-cache')
  })

  it.each(['/assets/missing.js', '/missing.png', '/.vite/manifest.json', '/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/%2e%2e/etc/passwd', '/api/nothing', '/api', '/index.html/..%2f'])(
    'does not answer for %s', async (path) => {
      const response = await get(path)
      if (response.status === 200) expect(await response.text()).toContain('<title>Connect</title>')
      else expect(response.status).toBe(404)
      expect(path.includes('passwd') || path.startsWith('/index') ? 404 : response.status).toBe(404)
    })

  it('is only read', async () => {
    expect(await codeOf(await app(new Request(`${origin}/domains`, { method: 'POST' })))).toBe('404 not-found')
    const head = await app(new Request(`${origin}/`, { method: 'HEAD' }))
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('asks robots to leave shared links alone', async () => {
    expect(await (await get('/robots.txt')).text()).toBe('User-agent: *\nDisallow: /s/\n')
  })
})

describe('for whoever runs it', () => {
  it('says that the process is there, and whether it can work', async () => {
    expect(await (await get('/api/health')).json()).toEqual({ ok: true })
    const ready = await get('/api/ready')
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, database: true, dns: false }])
  })

  it('shows metrics to this machine and to who has the token, to nobody else', async () => {
    const statusOf = async (headers: Record<string, string>, from?: string) => (await get('/metrics', headers, from)).status
    expect(await statusOf({})).toBe(200)
    expect(await statusOf({}, '193.0.6.139')).toBe(404)
    expect(await statusOf({ 'x-forwarded-for': '127.0.0.1' })).toBe(404)
    expect(await statusOf({ authorization: 'Bearer a-token-for-metrics' }, '193.0.6.139')).toBe(200)
    expect(await statusOf({ authorization: 'Bearer another-token' }, '193.0.6.139')).toBe(404)
  })

  it('counts requests under the name of their endpoint', async () => {
    await get('/api/session')
    const text = await (await get('/metrics')).text()
    expect(text).toMatch(/^connect_requests_total\{endpoint="getSession",status="200"\} \d+$/mu)
  })

  it('has an OpenAPI page with every endpoint', async () => {
    const page = (await (await get('/api/openapi.json')).json()) as { paths: Record<string, Record<string, { operationId: string; requestBody?: unknown }>> }
    expect(page.paths['/api/session']?.['post']).toMatchObject({ operationId: 'signIn', requestBody: { required: true } })
    expect(page.paths['/api/domains/{domainId}/spf-check']?.['post']).toMatchObject({ 'x-access': 'customer', parameters: [{ name: 'domainId', in: 'path' }] })
  })
})

describe('the log', () => {
  it('never holds what follows /s/, nor a query, a body or a token', async () => {
    parts.logged.length = 0
    await get('/s/SECRET-TOKEN')
    await get('/api/shared?token=SECRET-TOKEN', { authorization: 'Bearer SECRET-TOKEN-that-is-long-enough' })
    await createCaller(app).refused(signIn, { body: { email: 'nobody@nowhere.example', password: 'SECRET-TOKEN' } })
    await createCaller(app).call(getSession)
    expect(parts.logged.length).toBeGreaterThan(3)
    expect(JSON.stringify(parts.logged)).not.toContain('SECRET-TOKEN')
  })
})
