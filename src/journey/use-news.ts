import { watch } from 'vue'
import type { DomainView } from '#core/contract/journey.ts'
import { announce } from '../components/announcer.ts'
import { keepFocus } from '../components/keep-focus.ts'
import { useJourneyStore } from '../stores/journey.ts'

/** What a domain has come to: `key` differs where the state does, `sentence` says it. */
export interface Standing {
  key: string
  sentence: string
}

const heading = () => document.querySelector<HTMLElement>('h1')

/**
 * Says a change of state once, when it came without an act on this page (U-25): not each look that found nothing new.
 * `refuge` has the focus afterwards if the change takes away what had it.
 */
export function useNews(standingOf: (domain: DomainView) => Standing | null, isShown: (domain: DomainView) => boolean, refuge = heading): void {
  const store = useJourneyStore()
  watch(
    () => store.news,
    (news) => {
      if (news === null) return
      void keepFocus(refuge)
      const before = new Map(news.before.domains.map((domain) => [domain.id, standingOf(domain)?.key]))
      const turned = news.after.domains.filter(isShown).flatMap((domain) => {
        const standing = standingOf(domain)
        return standing !== null && before.has(domain.id) && before.get(domain.id) !== standing.key ? [standing.sentence] : []
      })
      if (turned.length > 0) announce(turned.join(' '))
    },
  )
}
