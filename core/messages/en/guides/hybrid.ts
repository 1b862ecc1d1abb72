/** The sentences that only a hybrid needs: which of the two connectors it takes, and why. */
import type { HybridPath } from '../../../guides/request.ts'

export const hybrid = {
  title: 'Create the connectors of your hybrid Exchange',
  lead: {
    'own-servers': 'Cloud mailboxes send through your own servers, so one send connector there is enough. Create none in Microsoft 365.',
    'microsoft-365': 'Mail leaves directly from Microsoft 365, so one connector there is enough. If your own servers also send to the internet, choose “both ways”.',
    both: 'Mail leaves both ways, so each side needs a connector. Each side has smart hosts of its own; do not mix them up.',
  } satisfies Record<HybridPath, string>,
  serversPermissions: 'On your servers: membership of Organization Management.',
  cloudPermissions: 'In Microsoft 365: the Exchange Administrator role.',
  duration: 'About 20 minutes for each side. A newly authorised address may need up to two hours.',
  serversTitle: (title: string) => `On your own servers: ${title}`,
  cloudTitle: (title: string) => `In Microsoft 365: ${title}`,
} as const
