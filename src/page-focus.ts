/** After a change of page the new heading takes the focus (U-31); the first page leaves it where the browser put it. */
let isWanted = false

export function wantFocus(): void {
  isWanted = true
}

/** True once for each change of page: for the first heading that asks. */
export function takeFocus(): boolean {
  const was = isWanted
  isWanted = false
  return was
}
