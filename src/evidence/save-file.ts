/** Hands the browser a text as a file: nothing leaves the page, and the server is not asked again. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  // Some browsers follow only a link that stands in the page.
  document.body.append(link)
  link.click()
  link.remove()
  // The browser has taken hold of the text by the time the next task runs.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
