import type { Connect } from 'vite'
import { readConfig } from '../config.ts'
import type { Parts } from '../parts.ts'
import { createPeopleService } from '../people/people.service.ts'
import { createRoutes } from '../routes.ts'
import { createParts } from '../start-server.ts'
import { createApp } from './app.ts'
import { toListener } from './listen.ts'

/** Vite reads this module anew after each edit; the database and the open pages' streams outlive that. */
const shelf = globalThis as typeof globalThis & { connectDevParts?: Promise<{ parts: Parts; setUpUrl: string | null }> }

async function openParts(publicUrl: string) {
  const { parts } = await createParts(readConfig(process.env), publicUrl)
  return { parts, setUpUrl: await createPeopleService(parts).createSetUpUrl() }
}

export async function createDevListener(publicUrl: string): Promise<{ listener: Connect.SimpleHandleFunction; setUpUrl: string | null }> {
  const { parts, setUpUrl } = await (shelf.connectDevParts ??= openParts(publicUrl))
  const listener = toListener(createApp(parts, createRoutes(parts)))
  return { listener: (incoming, outgoing) => void listener(incoming, outgoing), setUpUrl }
}
