// Wakes the design system's components. Every page is complete without it.
import { initAll } from '../vendor/govuk-frontend-6.6.0/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
