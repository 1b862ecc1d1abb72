import { computed, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useJourneyStore } from '../../stores/journey.ts'
import { isProven } from './domain-state.ts'

/** With more domains than this a search stands above the list. */
const filterFrom = 8

/** Which domains are listed, and which one is open: one at a time, named in the address (U-7). */
export function useOpenDomain() {
  const store = useJourneyStore()
  const route = useRoute()
  const router = useRouter()
  const search = ref('')
  const onlyOpen = ref(false)

  const domains = computed(() => store.journey?.domains ?? [])
  const hasFilter = computed(() => domains.value.length >= filterFrom)
  // Chosen once: the domain must not fold away at the moment in which it is found validated.
  const [onlyOne, ...others] = domains.value
  const firstOpen = domains.value.find((domain) => !isProven(domain)) ?? (others.length === 0 ? onlyOne : undefined)
  const openName = computed(() => {
    const asked = route.query['domain']
    return typeof asked === 'string' ? asked : (firstOpen?.name ?? '')
  })
  const shown = computed(() => {
    if (!hasFilter.value) return domains.value
    const wanted = search.value.trim().toLowerCase()
    return domains.value.filter(
      (domain) => (domain.name.includes(wanted) || domain.display.toLowerCase().includes(wanted)) && !(onlyOpen.value && isProven(domain)),
    )
  })

  const toggle = (name: string) => router.replace({ query: { ...route.query, domain: openName.value === name ? '' : name } })
  const open = (name: string) => router.replace({ query: { ...route.query, domain: name } })

  return { domains, shown, search, onlyOpen, hasFilter, openName, toggle, open }
}
