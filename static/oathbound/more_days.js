// Shows the day to which more days lead while their number is typed. Without this script the page says it for the number that was
// asked for, and “See the letters” says it for any other.
document.addEventListener('input', (event) => show(event.target.form))
document.addEventListener('change', (event) => show(event.target.form))
showAll(document)

function show (form) {
  const field = form?.querySelector('[data-until]')
  if (!field) return
  const known = JSON.parse(field.dataset.until)
  const choices = Object.keys(known)
  const chosen = form.querySelector('[name=request]:checked')?.value ?? (choices.length === 1 ? choices[0] : '')
  const days = /^\s*\d+\s*$/.test(field.value) ? Number(field.value) : 0
  placeOf(field).textContent = (days && known[chosen]?.[days]) || ''
}

// Returns the line under the field, which is added the first time.
function placeOf (field) {
  const old = field.parentElement.querySelector('[data-until-said]')
  if (old) return old
  const line = document.createElement('p')
  line.className = 'govuk-hint'
  line.dataset.untilSaid = ''
  line.setAttribute('role', 'status')
  field.after(line)
  return line
}

function showAll (root) {
  for (const field of root.querySelectorAll('[data-until]')) show(field.form)
}

// A drawer takes a page only if each of its scripts can start in it.
export function start (root) {
  showAll(root)
}
