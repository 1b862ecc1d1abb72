import { pino, type DestinationStream, type Logger } from 'pino'

export type Log = Logger

/**
 * One JSON object a line on standard error; standard output is for what the start says to people. Nobody logs bodies,
 * headers or paths: a path can hold the token of a shared link, so a request is named by its endpoint (S-24).
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination ?? pino.destination({ dest: 2, sync: true }))
}
