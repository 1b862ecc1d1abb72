import { createRouter, type RouteLocation, type RouteRecordRaw, type Router, type RouterHistory } from 'vue-router'
import { wantFocus } from './page-focus.ts'
import { useSessionStore } from './stores/session.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may see the page. `anyone` also without signing in. */
    for: 'customer' | 'staff' | 'anyone'
  }
}

/** The check beside the one of the path stands in the query, so that a comparison can be sent on (U-7). */
const toEvidenceProps = ({ params, query }: RouteLocation) => ({ ...params, withId: typeof query['with'] === 'string' ? query['with'] : null })

/** Pages of the customer's set-up: a step's route is named like its task. */
const steps: RouteRecordRaw[] = [
  { path: '', name: 'journey', component: () => import('./journey/JourneyHome.vue') },
  { path: 'start', name: 'start', component: () => import('./journey/StartStep.vue') },
  { path: 'domains', name: 'domains', component: () => import('./journey/DomainsStep.vue') },
  { path: 'addresses', name: 'addresses', component: () => import('./journey/AddressesStep.vue') },
  { path: 'spf-record', name: 'spf-record', component: () => import('./journey/SpfRecordStep.vue') },
  { path: 'spf-check', name: 'spf-check', component: () => import('./journey/SpfCheckStep.vue') },
  { path: 'connector', name: 'connector', component: () => import('./journey/ConnectorStep.vue') },
  { path: 'summary', name: 'summary', component: () => import('./journey/SummaryStep.vue') },
  { path: 'requests', name: 'requests', component: () => import('./journey/requests/RequestsPage.vue') },
  { path: 'requests/:requestId', name: 'request', component: () => import('./journey/requests/RequestPage.vue'), props: true },
  { path: 'evidence/:evidenceId', name: 'evidence', component: () => import('./evidence/EvidencePage.vue'), props: toEvidenceProps },
  { path: 'shares', name: 'shares', component: () => import('./share/SharesPage.vue') },
]

const staff: RouteRecordRaw[] = [
  { path: '', name: 'staff-accounts', component: () => import('./staff/AccountsPage.vue') },
  { path: 'accounts/new', name: 'staff-new-account', component: () => import('./staff/NewAccountPage.vue') },
  { path: 'accounts/:accountId', name: 'staff-account', component: () => import('./staff/AccountPage.vue'), props: true },
  {
    path: 'accounts/:accountId/journey/:step?',
    name: 'staff-account-journey',
    component: () => import('./staff/AccountJourney.vue'),
    props: true,
  },
  {
    path: 'accounts/:accountId/evidence/:evidenceId',
    name: 'staff-account-evidence',
    component: () => import('./evidence/EvidencePage.vue'),
    props: toEvidenceProps,
  },
  { path: 'requests', name: 'staff-requests', component: () => import('./staff/RequestsPage.vue') },
  { path: 'requests/:requestId', name: 'staff-request', component: () => import('./staff/RequestPage.vue'), props: true },
]

export const routes: RouteRecordRaw[] = [
  { path: '/', component: () => import('./journey/JourneyFrame.vue'), children: steps, meta: { for: 'customer' } },
  { path: '/staff', component: () => import('./staff/StaffFrame.vue'), children: staff, meta: { for: 'staff' } },
  { path: '/sign-in', name: 'sign-in', component: () => import('./session/SignIn.vue'), meta: { for: 'anyone' } },
  { path: '/set-up', name: 'set-up', component: () => import('./session/SetUp.vue'), meta: { for: 'anyone' } },
  { path: '/invitation', name: 'invitation', component: () => import('./session/Invitation.vue'), meta: { for: 'anyone' } },
  { path: '/new-password', name: 'new-password', component: () => import('./session/NewPassword.vue'), meta: { for: 'anyone' } },
  { path: '/s/:token', name: 'shared', component: () => import('./share/SharedPage.vue'), props: true, meta: { for: 'anyone' } },
  { path: '/:rest(.*)*', name: 'not-found', component: () => import('./session/NotFound.vue'), meta: { for: 'anyone' } },
]

/**
 * Who is not signed in comes to the sign-in page and goes on from there. A page of the other role stays where it is
 * and says so (App.vue); a step that cannot be opened yet says what is missing (StepFrame.vue).
 */
export function createPageRouter(history: RouterHistory): Router {
  const router = createRouter({
    history,
    routes,
    // Another domain chosen on the same page is no other page: nobody is thrown back to its top.
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  })

  router.beforeEach(async (to) => {
    // A shared link asks nothing about sessions: its holder has none.
    if (to.name === 'shared') return true
    const session = useSessionStore()
    await session.load()
    if (session.session === null || to.meta.for === 'anyone') return true
    if (session.person === null) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { then: to.fullPath } }
    if (to.name === 'journey' && session.isStaff) return { name: 'staff-accounts' }
    return true
  })

  router.afterEach((to, from, failure) => {
    if (failure === undefined && from.matched.length > 0 && to.path !== from.path) wantFocus()
  })

  return router
}
