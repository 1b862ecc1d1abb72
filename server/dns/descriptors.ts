/** How many files and sockets this process may have open, and how much of that is for asking DNS. */
import { readFileSync } from 'node:fs'

/** Where the system does not say: what many allow, so that we stay well below it. */
const usualLimit = 1024
const mostSockets = 1024
const mostIdle = 256

/** Five eighths for questions on their way and a sixteenth for ports between two questions; all else has the rest. */
export function toSocketShare(openFiles: number): { sockets: number; idle: number } {
  return {
    sockets: Math.max(1, Math.min(mostSockets, Math.floor((openFiles * 5) / 8))),
    idle: Math.min(mostIdle, Math.floor(openFiles / 16)),
  }
}

/** Null where it does not hold the limit. */
export function parseOpenFiles(limits: string): number | null {
  const match = /^Max open files\s+(\d+|unlimited)/m.exec(limits)
  if (match === null) return null
  return match[1] === 'unlimited' ? Infinity : Number(match[1])
}

/** Node has raised the limit to what it may be before any of this runs. */
function readOpenFiles(): number {
  try {
    return parseOpenFiles(readFileSync('/proc/self/limits', 'latin1')) ?? usualLimit
  } catch (error) {
    // Only Linux has the file, and not in every container.
    if (error instanceof Error && 'code' in error) return usualLimit
    throw error
  }
}

export const socketShare = toSocketShare(readOpenFiles())

/** The system's words for "no socket just now". They say nothing about the server that was to be asked. */
const shortages: readonly string[] = ['emfile', 'enfile', 'enobufs', 'enomem', 'eagain', 'eaddrinuse']

export const isShortage = (detail: string): boolean => shortages.includes(detail)
