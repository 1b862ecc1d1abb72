import { computed } from 'vue'
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router'
import { useJourneyStore } from '../../stores/journey.ts'

/** The domain that the page speaks about. It stands in the address, so that a reload or a sent link shows the same (U-7). */
export function useChosenDomain() {
  const store = useJourneyStore()
  const route = useRoute()
  const router = useRouter()

  const domains = computed(() => store.journey?.domains ?? [])
  const domain = computed(
    () =>
      domains.value.find(({ name }) => name === route.query['domain']) ??
      domains.value.find(({ isPrimary }) => isPrimary) ??
      domains.value[0] ??
      null,
  )
  const choose = (name: string) => router.replace({ query: { ...route.query, domain: name } })

  return { domains, domain, choose }
}

/** Another step's page, about the same domain. */
export function withDomain(link: RouteLocationRaw, name: string): RouteLocationRaw {
  const query = { domain: name }
  return typeof link === 'string' ? { path: link, query } : { ...link, query }
}
