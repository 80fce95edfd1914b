// Finds a name among the boxes of "Who must not see this?" while somebody types, and shows on top what is ticked.
// The page is complete without it: the boxes stand in groups that unfold. If there are too many people for a list, the server finds them.
const place = document.querySelector('[data-find]')
const field = document.getElementById('find_name')
const found = document.getElementById('find_found')
const chosen = place.querySelector('ul')
const groups = [...place.parentElement.querySelectorAll('details')].map(details => ({
  details,
  count: details.querySelector('[data-ticked]'),
  boxes: [...details.querySelectorAll('input[type=checkbox]')].map(input => {
    const name = input.labels[0].textContent.trim()
    return { input, item: input.parentElement, name, plain: plain(name) }
  })
}))
const isOpen = new Map()
let finds = false

place.hidden = groups.length === 0
showTicked()
window.addEventListener('pageshow', showTicked)
field.addEventListener('input', find)
field.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault() })
for (const { details } of groups) details.addEventListener('change', showTicked)
// The name that somebody searches for is not an answer. It is not saved, and no message says so.
for (const kind of ['input', 'change']) place.addEventListener(kind, event => event.stopPropagation())

// Removes accents from letters: "Jose" finds "José".
function plain (text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function find () {
  const words = plain(field.value).split(/\s+/).filter(Boolean)
  if (!finds) for (const { details } of groups) isOpen.set(details, details.open)
  finds = words.length > 0
  let count = 0
  for (const { details, boxes } of groups) {
    const fitting = boxes.filter(({ plain }) => words.every(word => plain.includes(word)))
    for (const box of boxes) box.item.hidden = !fitting.includes(box)
    details.hidden = fitting.length === 0
    details.open = finds || isOpen.get(details)
    count += fitting.length
  }
  found.textContent = !finds ? '' : count ? found.dataset.found.replace('COUNT', count) : found.dataset.none
}

function showTicked () {
  const ticked = groups.map(({ boxes }) => boxes.filter(({ input }) => input.checked))
  groups.forEach(({ count }, place) => { count.textContent = ticked[place].length })
  chosen.replaceChildren(...ticked.flat().map(({ input, name }) => {
    const item = document.createElement('li')
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = name
    button.setAttribute('aria-label', chosen.dataset.untick.replace('NAME', name))
    button.addEventListener('click', () => {
      input.click()
      field.focus()
    })
    item.append(button)
    return item
  }))
}
