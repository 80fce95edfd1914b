// Shows a thread again once a message that waited has gone out. While something is typed, it says so instead.
const SPARE = 15000
// A message that is this late is held up: the page is not shown again and again.
const LATE = -60000
const form = document.querySelector('form[data-draft]')

for (const place of document.querySelectorAll('[data-goes-out]')) {
  const left = new Date(place.dataset.goesOut) - new Date(place.dataset.now)
  if (left > LATE) setTimeout(lookAgain, Math.max(left, 0) + SPARE, place)
}

function lookAgain (place) {
  if (document.hidden) return document.addEventListener('visibilitychange', () => lookAgain(place), { once: true })
  if (!isTyped()) return window.location.reload()
  place.querySelector('[data-state]').textContent = place.dataset.over
  place.querySelector('form').hidden = true
}

function isTyped () {
  const fields = form ? [...form.querySelectorAll('textarea, input:not([type=hidden])')] : []
  return Boolean(form && 'typed' in form.dataset) || fields.some((field) => field.type === 'file' ? field.value : field.value !== field.defaultValue || field.checked !== field.defaultChecked)
}
