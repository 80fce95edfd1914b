// Chooses in a form what a button beside it names. Without this, the button saves what was typed and comes back with that chosen.
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-chooses]')
  const fields = button ? [...button.form.elements] : []
  const field = fields.find((one) => one.name === button.dataset.chooses && one.value === button.dataset.value)
  if (!field) return
  event.preventDefault()
  if (field.type !== 'checkbox' || !field.checked) field.click()
  field.focus()
})

// A drawer takes a page only if each of its scripts can start in it. This one listens in the whole document.
export function start () {}
