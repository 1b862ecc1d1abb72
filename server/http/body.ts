import type * as z from 'zod/mini'
import { AppError, invalid } from './errors.ts'
import { toFieldProblems } from './field-problems.ts'

/** The longest honest body is 200 domains of a pasted kilobyte. */
export const maxBodyBytes = 256 * 1024

/** Reads the JSON of a request through its schema; refuses what is too long before all of it has arrived (S-38). */
export async function readBody<Body>(request: Request, schema: z.ZodMiniType<Body>): Promise<Body> {
  if (!isJson(request.headers.get('content-type'))) throw new AppError('request.not-json')
  const parsed = schema.safeParse(parseJson(await readText(request)), { reportInput: true })
  if (!parsed.success) throw invalid(toFieldProblems(parsed.error.issues))
  return parsed.data
}

/** Where no body is wanted none may come: nobody would read it. */
export function refuseBody(request: Request): void {
  const length = request.headers.get('content-length') ?? '0'
  if (length !== '0' || request.headers.has('transfer-encoding')) throw new AppError('request.malformed')
}

function isJson(contentType: string | null): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json'
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) throw new AppError('request.too-large')
  if (request.body === null) return ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = request.body.getReader() as ReadableStreamDefaultReader<Uint8Array>
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decode(decoder)
    bytes += value.byteLength
    if (bytes > maxBodyBytes) {
      await reader.cancel()
      throw new AppError('request.too-large')
    }
    text += decode(decoder, value)
  }
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
  } catch (error) {
    if (error instanceof TypeError) throw new AppError('request.malformed', { cause: error })
    throw error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new AppError('request.malformed', { cause: error })
    throw error
  }
}
