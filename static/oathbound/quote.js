// Quotes a paper in the text that somebody is writing below: the words that they marked, or else the whole passage, with their place.
// For a page of a file it can also add the page number alone. Without this script, people read the papers and type the numbers.
const WRITTEN = 'form[data-draft] textarea'
let last = null

document.documentElement.classList.add('ob-quotes')
document.addEventListener('focusin', (event) => { if (event.target.matches(WRITTEN)) last = event.target })
// Pressing the button must not clear what is marked.
document.addEventListener('mousedown', (event) => { if (event.target.closest('[data-quote]')) event.preventDefault() })
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-quote]')
  const field = button && fieldOf(button)
  if (!field) return
  const as = button.closest('[data-quote-as]').dataset.quoteAs
  const words = button.dataset.quote === 'words' && wordsOf(button.closest('[data-passage]'))
  insert(field, words ? `“${words}” (${as})` : `(${as})`)
})

// Returns the field that somebody is writing in: the one that had the focus last, or the first.
function fieldOf (button) {
  const root = button.closest('#drawer') || document
  return last && root.contains(last) ? last : root.querySelector(WRITTEN)
}

function wordsOf (passage) {
  const text = passage.querySelector('[data-words]')
  const chosen = window.getSelection()
  const isInside = text.contains(chosen.anchorNode) && text.contains(chosen.focusNode)
  return ((isInside && chosen.toString().trim()) || text.innerText).replace(/\s+/g, ' ').trim()
}

// Adds words at the cursor. Nothing typed is replaced, and Undo removes the words again.
function insert (field, words) {
  const at = field === last ? field.selectionEnd : field.value.length
  const added = /\S$/.test(field.value.slice(0, at)) ? ` ${words}` : words
  field.focus()
  field.setSelectionRange(at, at)
  if (!document.execCommand('insertText', false, added)) {
    field.setRangeText(added, at, at, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  // A browser scrolls to the cursor when a field gets the focus, not when a script adds words.
  field.blur()
  field.focus()
}

// A drawer takes a page only if each of its scripts can start in it. This one listens in the whole document.
export function start () {}
