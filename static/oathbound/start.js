// Wakes the design system's components. Every page is complete without it.
import { initAll } from '../vendor/govuk-frontend-6.6.0/govuk-frontend.min.js'

// The count shows when three quarters are used. These words are English. For another language, each field brings its own.
const characterCount = {
  threshold: 75,
  i18n: {
    charactersUnderLimit: { one: 'You have %{count} character left', other: 'You have %{count} characters left' },
    charactersAtLimit: 'You have no characters left',
    charactersOverLimit: { one: 'You have %{count} character too many', other: 'You have %{count} characters too many' }
  }
}
const loaded = window.location.pathname + window.location.search

// Starts the scripts of `root`: a whole page, or the part of one that a drawer shows.
export function start (root) {
  initAll({ scope: root, characterCount })
  for (const field of root.querySelectorAll('[name=danger]')) {
    field.addEventListener('change', () => root.querySelector('.ob-if-danger')?.scrollIntoView({ block: 'nearest' }))
  }
  for (const place of root.querySelectorAll('[data-copy]')) {
    const words = [...place.closest('section').querySelectorAll('ol li')].map((each) => each.textContent).join(' ')
    place.hidden = !navigator.clipboard
    place.querySelector('button').addEventListener('click', async () => {
      const said = await navigator.clipboard.writeText(words).then(() => place.dataset.copied, () => place.dataset.refused)
      place.querySelector('[role=status]').textContent = said
    })
  }
}

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
start(document)

// A page that was shown in a drawer and loaded again by itself: for the browser, Back to the case changes only the address.
window.addEventListener('popstate', () => {
  if (!document.getElementById('drawer') && loaded !== window.location.pathname + window.location.search) window.location.reload()
})
