// Wakes the design system's components. Every page is complete without it.
import { initAll } from '../vendor/govuk-frontend-6.6.0/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

for (const place of document.querySelectorAll('[data-copy]')) {
  const words = [...place.closest('section').querySelectorAll('ol li')].map((each) => each.textContent).join(' ')
  place.hidden = !navigator.clipboard
  place.querySelector('button').addEventListener('click', async () => {
    await navigator.clipboard.writeText(words)
    place.querySelector('[role=status]').textContent = place.dataset.copied
  })
}
