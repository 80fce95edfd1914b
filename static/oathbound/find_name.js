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
const reported = (place.closest('form').dataset.reported || '').split('\n').map(name => plain(name).trim()).filter(Boolean)

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
  const said = isReported(words) ? found.dataset.reported : count ? '' : found.dataset.none
  found.textContent = finds ? [said, count ? found.dataset.found.replace('COUNT', count) : ''].filter(Boolean).join(' ') : ''
}

// Whether each word that was typed, of three letters or more, is close to one of a person reported.
function isReported (words) {
  const long = words.filter(word => word.length > 2)
  return long.length > 0 && reported.some(name => long.every(word => name.split(/\s+/).some(other => other.startsWith(word) || isOneSlip(word, other))))
}

// Whether two words of four letters or more differ by one letter: another one, one more, or one less.
function isOneSlip (word, other) {
  if (Math.min(word.length, other.length) < 4 || Math.abs(word.length - other.length) > 1) return false
  let at = 0
  while (at < word.length && word[at] === other[at]) at += 1
  const [rest, otherRest] = [word, other].map(each => each.slice(at + 1))
  return rest === otherRest || (word.length > other.length ? rest === other.slice(at) : word.length < other.length && word.slice(at) === otherRest)
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
