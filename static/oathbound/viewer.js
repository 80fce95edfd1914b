// Turns the pages of a paper by the arrow keys. Without it the links do the same.
document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const at = event.target
  if (at.closest('input, textarea, select, audio')) return
  const sheet = at.closest('.ob-sheet')
  if (sheet && sheet.scrollWidth > sheet.clientWidth) return
  document.querySelector(`[data-key="${event.key}"]`)?.click()
})
