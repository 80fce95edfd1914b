// Puts words of a paper, and where they stand, into the text that somebody writes below: the words that they marked, or else all of the
// passage; for a page of a file also its number alone. Without it, the papers stand above the field, and their numbers are typed.
const WRITTEN = 'form[data-draft] textarea'
let last = null

document.documentElement.classList.add('ob-quotes')
document.addEventListener('focusin', (event) => { if (event.target.matches(WRITTEN)) last = event.target })
// What is marked stays marked while the button is pressed.
document.addEventListener('mousedown', (event) => { if (event.target.closest('[data-quote]')) event.preventDefault() })
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-quote]')
  const field = button && fieldOf(button)
  if (!field) return
  const as = button.closest('[data-quote-as]').dataset.quoteAs
  const words = button.dataset.quote === 'words' && wordsOf(button.closest('[data-passage]'))
  insert(field, words ? `“${words}” (${as})` : `(${as})`)
})

// Returns the text that is written: the one that had the focus last, or the first.
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

// Adds words where somebody writes; nothing that they wrote is replaced, and Undo takes the words away again.
function insert (field, words) {
  const at = field === last ? field.selectionEnd : field.value.length
  const added = /\S$/.test(field.value.slice(0, at)) ? ` ${words}` : words
  field.focus()
  field.setSelectionRange(at, at)
  if (!document.execCommand('insertText', false, added)) {
    field.setRangeText(added, at, at, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  // A browser scrolls to where somebody writes when a field gets the focus, not when a script adds words.
  field.blur()
  field.focus()
}

// A drawer takes a page only if each of its scripts can start in it. This one listens in the whole document.
export function start () {}
