import { AppError } from '../http/errors.ts'

/** Something must come first: the list of steps says what. */
export const stepNotReady = () => new AppError('step.not-ready')
/** What the page showed is no longer so; it has to show what is there now. */
export const changedMeanwhile = (cause?: unknown) => new AppError('conflict.changed-meanwhile', { cause })
