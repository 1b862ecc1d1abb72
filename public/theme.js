// Sets the remembered theme before the first paint. It is a file of its own because the page allows no inline script.
;(function () {
  var theme = null
  try {
    theme = localStorage.getItem('connect-theme')
  } catch (error) {
    // Storage can be forbidden; the system's theme then applies.
    if (!(error instanceof DOMException)) throw error
  }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
})()
