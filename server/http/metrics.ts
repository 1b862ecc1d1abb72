import type { ResolverStats } from '../dns/resolver.ts'

/** Counters of this process, and Prometheus's text of them. Labels are endpoint names, never paths. */
export interface Metrics {
  countRequest(endpoint: string, status: number, seconds: number): void
  format(gauges: { dns: ResolverStats; streams: number }): string
}

export function createMetrics(): Metrics {
  const requests = new Map<string, { count: number; seconds: number }>()
  return {
    countRequest: (endpoint, status, seconds) => {
      const key = `endpoint="${endpoint}",status="${String(status)}"`
      const seen = requests.get(key) ?? { count: 0, seconds: 0 }
      requests.set(key, { count: seen.count + 1, seconds: seen.seconds + seconds })
    },
    format: ({ dns, streams }) => {
      const rows = [...requests].sort(([a], [b]) => a.localeCompare(b))
      const lines = [
        '# TYPE connect_requests_total counter', ...rows.map(([key, { count }]) => `connect_requests_total{${key}} ${String(count)}`),
        '# TYPE connect_request_seconds_total counter', ...rows.map(([key, { seconds }]) => `connect_request_seconds_total{${key}} ${seconds.toFixed(4)}`),
        ...gauge('connect_event_streams', streams),
        ...gauge('connect_dns_lookups_in_flight', dns.inFlight),
        ...gauge('connect_dns_sockets_open', dns.openSockets),
        ...gauge('connect_dns_answers_cached', dns.cached),
        ...gauge('process_resident_memory_bytes', process.memoryUsage.rss()),
      ]
      return `${lines.join('\n')}\n`
    },
  }
}

const gauge = (name: string, value: number): string[] => [`# TYPE ${name} gauge`, `${name} ${String(value)}`]
