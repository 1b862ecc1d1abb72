export const root: string
export function buildServer(options?: { force?: boolean }): Promise<void>
export function buildPage(options?: { force?: boolean }): Promise<void>
